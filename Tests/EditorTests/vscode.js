// Run by run.sh: node vscode.js EXTENSION-FOLDER SERVER CONFIG. A small `vscode` module stands in for the editor, so this
// says that the extension's code works against the server, not that VS Code shows it.
'use strict';
const assert = require('assert');
const fs = require('fs');
const Module = require('module');
const path = require('path');
const [folder, server, config] = process.argv.slice(2);

class Position { constructor(line, character) { Object.assign(this, { line, character }); } }
class Range {
  constructor(start, end) { Object.assign(this, { start, end }); }
  isEqual(other) { return JSON.stringify(this) === JSON.stringify(other); }
}
class Uri {
  constructor(text) { this.text = text; }
  toString() { return this.text; }
  get fsPath() { return decodeURIComponent(this.text.slice('file://'.length)); }
  static parse(text) { return new Uri(text); }
}
class Kind { constructor(value) { this.value = value; } append(part) { return new Kind(this.value ? `${this.value}.${part}` : part); } }
Kind.Empty = new Kind('');
class EventEmitter {
  constructor() { this.listeners = []; this.event = listener => (this.listeners.push(listener), { dispose() {} }); }
  fire(value) { this.listeners.forEach(listener => listener(value)); }
}
const made = (...names) => class { constructor(...values) { names.forEach((one, index) => { this[one] = values[index]; }); } };
class WorkspaceEdit { constructor() { this.edits = []; } replace(uri, range, text) { this.edits.push({ uri, range, text }); } }

const events = {};
const event = which => (events[which] = new EventEmitter()).event;
const providers = {};
const provider = which => (selector, one) => ((providers[which] = one), { dispose() {} });
const commands = {};
const shown = new Map();
const errors = [];
const status = { isShown: false, show() { this.isShown = true; }, hide() { this.isShown = false; }, dispose() {} };
const values = { path: server, arguments: ['server', '--stdio'], inlayHints: true, codeLens: true, statusItem: true };
let text = fs.readFileSync(config, 'utf8');
let version = 1;
const document = {
  uri: new Uri('file://' + path.resolve(config)), languageId: 'yaml', get version() { return version; }, getText: () => text };
const offset = ({ line, character }) => text.split('\n').slice(0, line).join('\n').length + (line ? 1 : 0) + character;
const vscode = {
  version: '1.75.0', Position, Range, Uri, EventEmitter, WorkspaceEdit, CodeActionKind: Kind,
  Location: made('uri', 'range'), Hover: made('contents', 'range'), InlayHint: made('position', 'label'),
  CodeLens: made('range', 'command'), CompletionItem: made('label', 'kind'), SnippetString: made('value'),
  DocumentLink: made('range', 'target'), DocumentSymbol: made('name', 'detail', 'kind', 'range', 'selectionRange'),
  CodeAction: made('title', 'kind'), MarkdownString: made('value'), Diagnostic: made('range', 'message', 'severity'),
  DiagnosticRelatedInformation: made('location', 'message'), StatusBarAlignment: { Right: 2 },
  window: {
    activeTextEditor: { document }, onDidChangeActiveTextEditor: event('active'), createStatusBarItem: () => status,
    createOutputChannel: () => ({ append() {}, appendLine() {}, show() {}, dispose() {} }),
    showErrorMessage: message => errors.push(message) },
  commands: { registerCommand: (id, body) => ((commands[id] = body), { dispose() {} }), executeCommand() {} },
  workspace: {
    getConfiguration: () => ({ get: key => values[key] }), textDocuments: [document],
    workspaceFolders: [{ uri: new Uri('file://' + path.dirname(path.resolve(config))), name: 'test' }],
    onDidOpenTextDocument: event('open'), onDidChangeTextDocument: event('change'), onDidSaveTextDocument: event('save'),
    onDidCloseTextDocument: event('close'), onDidChangeConfiguration: event('settings'),
    createFileSystemWatcher: () => ({
      onDidCreate: event('created'), onDidChange: event('changed'), onDidDelete: event('deleted'), dispose() {} }) },
  languages: {
    match: (selector, one) => selector.some(({ language, scheme }) =>
      language === one.languageId && one.uri.toString().startsWith(scheme + ':')) ? 10 : 0,
    createDiagnosticCollection: () => ({
      set: (uri, all) => shown.set(uri.toString(), all), delete: uri => shown.delete(uri.toString()),
      clear: () => shown.clear(), dispose() {} }),
    registerHoverProvider: provider('hover'), registerInlayHintsProvider: provider('hints'),
    registerCodeLensProvider: provider('lenses'), registerCompletionItemProvider: provider('completion'),
    registerDefinitionProvider: provider('definition'), registerReferenceProvider: provider('references'),
    registerDocumentLinkProvider: provider('links'), registerDocumentSymbolProvider: provider('symbols'),
    registerCodeActionsProvider: provider('actions') },
};
const load = Module._load;
Module._load = (request, ...rest) => (request === 'vscode' ? vscode : load(request, ...rest));
const extension = require(path.resolve(folder, 'extension.js'));

const token = { onCancellationRequested() {} };
const diagnostics = () => shown.get(document.uri.toString()) || [];
async function until(what, holds) {
  for (let tries = 0; tries < 400 && !holds(); tries += 1) await new Promise(resolve => setTimeout(resolve, 25));
  assert(holds(), what);
}
function apply(edit) {
  const changes = edit.edits.map(({ range, text: replacement }) => ({ range, text: replacement }))
    .sort((a, b) => offset(b.range.start) - offset(a.range.start));
  for (const change of changes) {
    text = text.slice(0, offset(change.range.start)) + change.text + text.slice(offset(change.range.end));
  }
  version += 1;
  events.change.fire({ document, contentChanges: changes });
}

async function test() {
  await extension.activate({ subscriptions: [] });
  await until('one diagnostic', () => diagnostics().length === 1);
  const [found] = diagnostics();
  assert.strictEqual(found.code.value || found.code, 'undertrained-large-model');
  assert.strictEqual(text.slice(offset(found.range.start), offset(found.range.end)), '10000');
  assert.strictEqual(found.severity, 1);
  await until('a summary', () => status.isShown && /parameters · .* tokens$/.test(status.text));

  const hover = await providers.hover.provideHover(document, found.range.start, token);
  assert(/optimizer steps/.test(hover.contents.value), hover.contents.value);
  const whole = new Range(new Position(0, 0), new Position(99, 0));
  const hints = await providers.hints.provideInlayHints(document, whole, token);
  assert(hints.some(hint => /per parameter$/.test(hint.label)), JSON.stringify(hints));
  const [lens] = await providers.lenses.provideCodeLenses(document, token);
  assert(/^gpt-neox pretraining/.test(lens.command.title));
  const place = new Position(7, text.split('\n')[7].indexOf('layernorm'));
  const words = await providers.completion.provideCompletionItems(document, place, token);
  assert(words.some(word => word.label === 'rmsnorm' && word.insertText === 'rmsnorm'), JSON.stringify(words));
  const symbols = await providers.symbols.provideDocumentSymbols(document, token);
  assert(symbols.some(symbol => symbol.name === 'optimizer' && symbol.children.length > 1));

  const actions = await providers.actions.provideCodeActions(document, found.range, { diagnostics: [found] }, token);
  const preferred = actions.filter(action => action.isPreferred);
  assert.strictEqual(preferred.length, 1);
  assert.deepStrictEqual(preferred[0].diagnostics, [found]);
  const rewrite = actions.find(action => /^Set train_batch_size|^Set train_iters/.test(action.title));
  assert(rewrite);
  apply((await providers.actions.resolveCodeAction(preferred[0], token)).edit);
  await until('the fix mends it', () => diagnostics().length === 0);

  values.inlayHints = false;
  events.settings.fire({ affectsConfiguration: section => section === 'trainlint' || section === 'trainlint.inlayHints' });
  await until('no hints', () => true);
  assert.deepStrictEqual(await providers.hints.provideInlayHints(document, whole, token), []);
  await commands['trainlint.restart']();
  assert.deepStrictEqual(diagnostics(), []);
  assert(await providers.hover.provideHover(document, found.range.start, token));
  await extension.deactivate();
  assert.deepStrictEqual(errors, []);
}

test().then(
  () => console.log('vscode extension under a fake vscode module: ok'),
  problem => { console.log('vscode extension: FAILED: ' + problem.message); process.exit(1); });
