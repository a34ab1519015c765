import { z } from 'astro/zod';

/** The four levels of a skill, lowest first. */
export const LEVELS = ['awareness', 'working', 'practitioner', 'expert'] as const;
export const level = z.enum(LEVELS);
export type Level = (typeof LEVELS)[number];

/** The stops of a ladder. Two of them stand on rung 2 and two on rung 3: one for each track. */
export const STOPS = ['specialist', 'senior', 'supervisor', 'principal', 'manager', 'director'] as const;
export const stop = z.enum(STOPS);
export type Stop = (typeof STOPS)[number];
