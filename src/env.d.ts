declare namespace App {
  interface Locals {
    /** The role guide being rendered: its blocks (`<Week />`, `<Ladder />` …) read their facts here. */
    role?: import('astro:content').CollectionEntry<'roles'>;
    /** The file whose prose is being rendered, for messages. */
    file?: string;
  }
}
