import { pathToFileURL } from 'node:url';
import type { APIRoute, GetStaticPaths } from 'astro';
import type { CollectionEntry } from 'astro:content';
import { keptBy } from '../../build/kept';
import { endingOf, makeFile } from '../../build/template-files';
import { openLibrary } from '../../lib/library';

export const getStaticPaths = (async () => {
  const { templates } = await openLibrary();
  return [...templates.values()].map((template) => ({
    params: { file: `${template.id}.${endingOf(template.data.form)}` },
    props: { template },
  }));
}) satisfies GetStaticPaths;

/** What builds before have made; while writing, the program may change under way. */
const kept = import.meta.env.DEV ? undefined : keptBy('template-files', pathToFileURL(`${process.cwd()}/`));

/** The file of a template, made from the same entry as its page. */
export const GET: APIRoute<{ template: CollectionEntry<'templates'> }> = async ({ props }) => {
  const { title, form } = props.template.data;
  return new Response(await makeFile(title, form, kept));
};
