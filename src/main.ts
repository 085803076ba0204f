// A Node without node:sqlite must say so in one line: nothing that needs it is imported before.
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(
    `Node 24 or newer is needed, and this is ${process.versions.node}. Run npm start, which brings its own on Linux.\n`,
  );
  process.exitCode = 1;
} else {
  const { serve } = await import('./cli/serve.js');
  await serve({});
}

export {};
