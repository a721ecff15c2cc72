// trainlint in VS Code: starts the server and puts its answers into the editor. No dependencies.
'use strict';
const vscode = require('vscode');
const { Client } = require('./client.js');
const convert = require('./convert.js');

const SELECTOR = ['yaml', 'json', 'jsonc'].flatMap(language =>
  [{ language, scheme: 'file' }, { language, scheme: 'untitled' }]);
const settings = () => vscode.workspace.getConfiguration('trainlint');
const isOurs = document => vscode.languages.match(SELECTOR, document) > 0;
const name = document => ({ uri: document.uri.toString() });

class Server {
  constructor(output, status) {
    this.output = output;
    this.status = status;
    this.diagnostics = vscode.languages.createDiagnosticCollection('trainlint');
    this.hintsChanged = new vscode.EventEmitter();
    this.lensesChanged = new vscode.EventEmitter();
  }

  async start() {
    const folders = vscode.workspace.workspaceFolders || [];
    this.client = new Client(settings().get('path'), settings().get('arguments'),
      folders.length ? folders[0].uri.fsPath : undefined, {
        log: text => this.output.append(text),
        notification: (method, params) => this.notified(method, params),
        request: (method, params) => this.asked(method, params),
        ended: reason => {
          this.output.appendLine(reason);
          this.diagnostics.clear();
          vscode.window.showErrorMessage(`trainlint: ${reason}; see the setting trainlint.path`);
        },
      });
    const answer = await this.client.ask('initialize', {
      processId: process.pid,
      clientInfo: { name: 'vscode', version: vscode.version },
      rootUri: folders.length ? folders[0].uri.toString() : null,
      workspaceFolders: folders.map(folder => ({ uri: folder.uri.toString(), name: folder.name })),
      initializationOptions: this.options(),
      capabilities: convert.CAPABILITIES,
    });
    if (!answer) return;
    this.client.notify('initialized', {});
    vscode.workspace.textDocuments.forEach(document => this.open(document));
    await this.summarise();
  }

  async stop() {
    await this.client.stop();
    this.diagnostics.clear();
  }

  options() {
    return { inlayHints: settings().get('inlayHints'), codeLens: settings().get('codeLens') };
  }

  // What the server says and asks.

  notified(method, params) {
    if (method === 'textDocument/publishDiagnostics') {
      this.diagnostics.set(vscode.Uri.parse(params.uri), params.diagnostics.map(convert.diagnostic));
      this.summarise();
    } else if (method === 'window/logMessage' || method === 'window/showMessage') {
      this.output.appendLine(params.message);
    }
  }

  asked(method, params) {
    switch (method) {
      case 'workspace/configuration': return params.items.map(() => this.options());
      case 'client/registerCapability': return null;
      case 'workspace/inlayHint/refresh': this.hintsChanged.fire(); return null;
      case 'workspace/codeLens/refresh': this.lensesChanged.fire(); return null;
      default: return undefined;
    }
  }

  // Documents.

  open(document) {
    if (!isOurs(document)) return;
    this.client.notify('textDocument/didOpen', { textDocument: {
      ...name(document), languageId: document.languageId, version: document.version, text: document.getText() } });
  }

  change(event) {
    if (!isOurs(event.document) || !event.contentChanges.length) return;
    this.client.notify('textDocument/didChange', {
      textDocument: { ...name(event.document), version: event.document.version },
      contentChanges: event.contentChanges.map(change => ({ range: convert.toRange(change.range), text: change.text })) });
  }

  save(document) {
    if (isOurs(document)) this.client.notify('textDocument/didSave', { textDocument: name(document) });
  }

  close(document) {
    if (!isOurs(document)) return;
    this.client.notify('textDocument/didClose', { textDocument: name(document) });
    this.diagnostics.delete(document.uri);
  }

  /** Shows the run of the active editor in the status bar. */
  async summarise() {
    const editor = vscode.window.activeTextEditor;
    const isShown = settings().get('statusItem') && editor && isOurs(editor.document);
    const lenses = isShown
      ? await this.client.ask('textDocument/codeLens', { textDocument: name(editor.document) }) : null;
    if (!lenses || !lenses.length) return this.status.hide();
    this.status.text = lenses[0].command.title.replace(/^[^:]*: /, '').split(' · ').slice(0, 2).join(' · ');
    this.status.tooltip = lenses.map(lens => lens.command.title).join('\n');
    this.status.show();
  }

  /** Asks about a place of a document and converts what comes back; `empty` stands for nothing. */
  async about(document, method, more, token, body, empty) {
    const answer = await this.client.ask(`textDocument/${method}`, { textDocument: name(document), ...more }, token);
    return answer === null || answer === undefined ? empty : body(answer);
  }
}

function register(server) {
  const { languages } = vscode;
  const at = position => ({ position: convert.toPosition(position) });
  const list = (document, method, more, token, one) =>
    server.about(document, method, more, token, all => all.map(one), []);
  return [
    languages.registerHoverProvider(SELECTOR, {
      provideHover: (document, position, token) =>
        server.about(document, 'hover', at(position), token, convert.hover, null) }),
    languages.registerInlayHintsProvider(SELECTOR, {
      onDidChangeInlayHints: server.hintsChanged.event,
      provideInlayHints: (document, range, token) =>
        list(document, 'inlayHint', { range: convert.toRange(range) }, token, convert.inlayHint) }),
    languages.registerCodeLensProvider(SELECTOR, {
      onDidChangeCodeLenses: server.lensesChanged.event,
      provideCodeLenses: (document, token) => list(document, 'codeLens', {}, token, convert.codeLens) }),
    languages.registerCompletionItemProvider(SELECTOR, {
      provideCompletionItems: (document, position, token) =>
        server.about(document, 'completion', at(position), token, found => found.items.map(convert.completion), []),
    }, ...convert.TRIGGERS),
    languages.registerDefinitionProvider(SELECTOR, {
      provideDefinition: (document, position, token) =>
        list(document, 'definition', at(position), token, convert.location) }),
    languages.registerReferenceProvider(SELECTOR, {
      provideReferences: (document, position, context, token) =>
        list(document, 'references', { ...at(position), context }, token, convert.location) }),
    languages.registerDocumentLinkProvider(SELECTOR, {
      provideDocumentLinks: (document, token) => list(document, 'documentLink', {}, token, convert.link) }),
    languages.registerDocumentSymbolProvider(SELECTOR, {
      provideDocumentSymbols: (document, token) => list(document, 'documentSymbol', {}, token, convert.symbol) }),
    languages.registerCodeActionsProvider(SELECTOR, {
      provideCodeActions: (document, range, context, token) =>
        list(document, 'codeAction', { range: convert.toRange(range), context: {
          diagnostics: [], only: context.only ? [context.only.value] : undefined } }, token,
        action => convert.codeAction(action, context.diagnostics)),
      resolveCodeAction: async (action, token) => {
        const resolved = action.edit ? null : await server.client.ask('codeAction/resolve', action.sent, token);
        if (resolved && resolved.edit) action.edit = convert.workspaceEdit(resolved.edit);
        return action;
      },
    }, { providedCodeActionKinds: convert.KINDS.map(kind => vscode.CodeActionKind.Empty.append(kind)) }),
  ];
}

let server;

async function activate(context) {
  const output = vscode.window.createOutputChannel('trainlint');
  const status = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Right, 50);
  status.command = 'trainlint.showOutput';
  server = new Server(output, status);
  const { workspace, commands, window } = vscode;
  const restart = async () => {
    await server.stop();
    await server.start();
  };
  context.subscriptions.push(output, status, server.diagnostics, ...register(server),
    workspace.onDidOpenTextDocument(document => server.open(document)),
    workspace.onDidChangeTextDocument(event => server.change(event)),
    workspace.onDidSaveTextDocument(document => server.save(document)),
    workspace.onDidCloseTextDocument(document => server.close(document)),
    window.onDidChangeActiveTextEditor(() => server.summarise()),
    workspace.onDidChangeConfiguration(event => {
      if (!event.affectsConfiguration('trainlint')) return;
      if (event.affectsConfiguration('trainlint.path') || event.affectsConfiguration('trainlint.arguments')) restart();
      else server.client.notify('workspace/didChangeConfiguration', { settings: { trainlint: server.options() } });
    }),
    commands.registerCommand('trainlint.restart', restart),
    commands.registerCommand('trainlint.showOutput', () => output.show()),
    commands.registerCommand('trainlint.fixAll', () =>
      commands.executeCommand('editor.action.codeAction', { kind: 'source.fixAll.trainlint', apply: 'first' })));
  const watcher = workspace.createFileSystemWatcher('**/*.{yaml,yml,json,jsonl}');
  const changed = type => uri => server.client.notify('workspace/didChangeWatchedFiles', {
    changes: [{ uri: uri.toString(), type }] });
  context.subscriptions.push(watcher, watcher.onDidCreate(changed(1)), watcher.onDidChange(changed(2)),
    watcher.onDidDelete(changed(3)));
  await server.start();
}

module.exports = { activate, deactivate: () => server && server.stop() };
