// A language server as a process: framing, requests, cancellation. It knows nothing of VS Code.
'use strict';
const { spawn } = require('child_process');

class Client {
  /**
   * Starts `program`. The handlers are `notification(method, params)`, `request(method, params)`,
   * `log(text)` and `ended(reason)`, which is called once and not after `stop`.
   */
  constructor(program, programArguments, folder, handlers) {
    this.handlers = handlers;
    this.pending = new Map();
    this.lastID = 0;
    this.buffer = Buffer.alloc(0);
    this.isStopping = false;
    this.process = spawn(program, programArguments, { cwd: folder, shell: false });
    this.process.on('error', error => this.end(error.message));
    this.process.on('exit', (code, signal) => this.end(`the server ended (${signal || code})`));
    this.process.stdin.on('error', () => {});
    this.process.stderr.on('data', data => handlers.log(String(data)));
    this.process.stdout.on('data', data => this.read(data));
  }

  end(reason) {
    for (const { reject } of this.pending.values()) reject(new Error(reason));
    this.pending.clear();
    if (!this.isStopping) this.handlers.ended(reason);
    this.isStopping = true;
  }

  read(data) {
    this.buffer = Buffer.concat([this.buffer, data]);
    for (;;) {
      const head = this.buffer.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = /content-length: *(\d+)/i.exec(this.buffer.toString('latin1', 0, head));
      const end = head + 4 + Number(length ? length[1] : 0);
      if (this.buffer.length < end) return;
      const body = this.buffer.toString('utf8', head + 4, end);
      this.buffer = this.buffer.subarray(end);
      this.take(JSON.parse(body));
    }
  }

  take(message) {
    if (message.method === undefined) {
      const waiting = this.pending.get(message.id);
      this.pending.delete(message.id);
      if (!waiting) return;
      if (message.error) waiting.reject(Object.assign(new Error(message.error.message), message.error));
      else waiting.resolve(message.result);
    } else if (message.id === undefined) {
      this.handlers.notification(message.method, message.params);
    } else {
      const result = this.handlers.request(message.method, message.params);
      this.send(result === undefined
        ? { id: message.id, error: { code: -32601, message: `no method ${message.method}` } }
        : { id: message.id, result });
    }
  }

  send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    if (!this.process.stdin.writable) return;
    this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.process.stdin.write(body);
  }

  notify(method, params) { this.send({ method, params }); }

  /** Asks the server; a cancelled or failed request is answered null, as editors want it. */
  async ask(method, params, token) {
    try {
      return await this.request(method, params, token);
    } catch (error) {
      if (error.code === undefined && !this.isStopping) this.handlers.log(`${method}: ${error.message}\n`);
      return null;
    }
  }

  request(method, params, token) {
    if (this.isStopping) return Promise.reject(new Error('the server is not running'));
    const id = ++this.lastID;
    if (token) token.onCancellationRequested(() => this.notify('$/cancelRequest', { id }));
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      this.send({ id, method, params });
    });
  }

  async stop() {
    if (this.isStopping) return;
    const farewell = this.request('shutdown').catch(() => {});
    this.isStopping = true;
    await farewell;
    this.notify('exit');
    this.process.stdin.end();
  }
}

module.exports = { Client };
