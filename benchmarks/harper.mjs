// Lints Markdown files with harper.js: `node harper.mjs FILE…`, where node_modules has harper.js.
import { readFileSync } from "node:fs";
import { Dialect, LocalLinter } from "harper.js";
import { binary } from "harper.js/binary";

const linter = new LocalLinter({ binary, dialect: Dialect.Canadian });
for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, "utf8");
  for (const found of await linter.lint(text, { language: "markdown" })) {
    console.log(`${file}:${found.span().start}: ${found.message()}`);
    process.exitCode = 1;
  }
}
