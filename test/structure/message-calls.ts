import { join } from "node:path";
import { IntlMessageFormat } from "intl-messageformat";
import ts from "typescript";
import { messages } from "../../src/core/messages/en/index.js";
import { ROOT } from "./source-files.js";

/** One value a message asks for, and whether it is to be a number. */
export interface Variable {
  readonly name: string;
  readonly isNumber: boolean;
}

type Element = ReturnType<IntlMessageFormat["getAst"]>[number];

/** The values a message asks for, those inside its choices too; throws when it cannot be read. */
export function variablesOf(message: string): Variable[] {
  const ast = new IntlMessageFormat(message, "en", undefined, { ignoreTag: true }).getAst();
  const found = new Map<string, Variable>();
  const visit = (elements: readonly Element[]): void => {
    for (const element of elements) {
      // Numbers in the parser's enumeration: 0 is plain text, 6 a plural, 7 its number sign.
      const type: number = element.type;
      if (type === 0 || type === 7 || !("value" in element)) continue;
      const isNumber = type === 2 || type === 6 || found.get(element.value)?.isNumber === true;
      found.set(element.value, { name: element.value, isNumber });
      if ("options" in element) {
        for (const option of Object.values(element.options)) visit(option.value);
      }
    }
  };
  visit(ast);
  return [...found.values()];
}

/** One call of `text(id, values)`. */
export interface MessageCall {
  /** File and line. */
  readonly place: string;
  /** Every message the call may ask for. */
  readonly ids: readonly string[];
  /** Values it passes for certain; null when only running it could tell. */
  readonly passed: readonly string[] | null;
}

/** From how many messages on a call asks by an id that data gave: nothing of it can be checked. */
const BY_DATA = 100;

function isText(node: ts.CallExpression, checker: ts.TypeChecker): boolean {
  if (!ts.isIdentifier(node.expression) || node.expression.text !== "text") return false;
  const declaration = checker.getResolvedSignature(node)?.declaration;
  return declaration?.getSourceFile().fileName.endsWith("src/core/messages.ts") === true;
}

function idsOf(argument: ts.Expression, checker: ts.TypeChecker): string[] {
  const type = checker.getTypeAtLocation(argument);
  const parts = type.isUnion() ? type.types : [type];
  return parts.flatMap((part) => (part.isStringLiteral() ? [part.value] : []));
}

function isOpen(type: ts.Type, checker: ts.TypeChecker): boolean {
  return checker.getIndexInfosOfType(checker.getNonNullableType(type)).length > 0;
}

function passedBy(argument: ts.Expression | undefined, checker: ts.TypeChecker): string[] | null {
  if (argument === undefined) return [];
  const spreads = ts.isObjectLiteralExpression(argument)
    ? argument.properties.filter((property) => ts.isSpreadAssignment(property))
    : [];
  const types = [argument, ...spreads.map(({ expression }) => expression)].map((part) =>
    checker.getTypeAtLocation(part),
  );
  if (types.some((type) => isOpen(type, checker))) return null;
  return (types[0]?.getProperties() ?? [])
    .filter((property) => (property.flags & ts.SymbolFlags.Optional) === 0)
    .map((property) => property.name);
}

/** Every call of `text` in `src`, as the compiler understands it: choices and spreads too. */
export function messageCalls(): MessageCall[] {
  const config = ts.readConfigFile(join(ROOT, "tsconfig.json"), (path) => ts.sys.readFile(path));
  const { options, fileNames } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
  const sources = fileNames.filter((name) => name.startsWith(join(ROOT, "src")));
  const program = ts.createProgram(sources, options);
  const checker = program.getTypeChecker();
  const found: MessageCall[] = [];
  const visit = (node: ts.Node): void => {
    const [id, values] = ts.isCallExpression(node) ? node.arguments : [];
    if (ts.isCallExpression(node) && id !== undefined && isText(node, checker)) {
      const ids = idsOf(id, checker);
      const file = node.getSourceFile();
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      const place = `${file.fileName.slice(ROOT.length + 1)}:${line + 1}`;
      const passed = ids.length < BY_DATA ? passedBy(values, checker) : null;
      found.push({ place, ids, passed });
    }
    ts.forEachChild(node, visit);
  };
  for (const name of sources) {
    const file = program.getSourceFile(name);
    if (file !== undefined) visit(file);
  }
  return found;
}

/** What a call leaves out of the values that its messages ask for. */
export function missingValues({ place, ids, passed }: MessageCall): string[] {
  if (passed === null) return [];
  const known: Readonly<Record<string, string>> = messages;
  return ids.flatMap((id) =>
    variablesOf(known[id] ?? "")
      .filter(({ name }) => !passed.includes(name))
      .map(({ name }) => `${place}: ${id} without {${name}}`),
  );
}
