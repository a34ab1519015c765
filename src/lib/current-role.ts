import type { CollectionEntry } from 'astro:content';

/** The role guide a block stands in. @throws when the block is used outside a role guide */
export function currentRole(locals: App.Locals): CollectionEntry<'roles'> {
  if (!locals.role)
    throw new Error(`${locals.file ?? 'A page'} uses a block of the role guides, but is not one. Remove the block.`);
  return locals.role;
}
