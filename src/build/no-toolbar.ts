import type { AstroIntegration } from 'astro';

/**
 * Leaves out of a build what only `npm run dev` can use. To read the content, a build of Astro starts a server of Vite, and
 * that packs Astro's development toolbar for the browser before it answers: a quarter of a second, for nobody.
 */
export function noToolbar(): AstroIntegration {
  return {
    name: 'no-toolbar',
    hooks: {
      'astro:config:setup': ({ command, updateConfig }) => {
        if (command !== 'build') return;
        const plugin = {
          name: 'no-toolbar',
          configResolved: ({
            environments,
          }: {
            environments: Record<string, { optimizeDeps: { include?: string[] } }>;
          }) => {
            for (const { optimizeDeps } of Object.values(environments)) optimizeDeps.include = [];
          },
        };
        updateConfig({ vite: { plugins: [plugin] } });
      },
    },
  };
}
