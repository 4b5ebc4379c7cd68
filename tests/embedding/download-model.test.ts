import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { downloadModel } from '../../src/embedding/download-model.js';
import { message } from '../../src/messages/index.js';

describe('downloadModel', () => {
  let server: Server;
  let hubUrl: string;
  let folder: string;
  let files: Record<string, string>;
  let asked: string[];
  let cutOff: string | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yinju-hub-'));
    files = {
      'config.json': '{}',
      'tokenizer.json': '{"t":1}',
      'tokenizer_config.json': '{"c":1}',
      'onnx/model_quantized.onnx': 'network',
    };
    asked = [];
    cutOff = undefined;
    server = createServer((request, response) => {
      const name = request.url?.replace('/owner/name/resolve/main/', '') ?? '';
      asked.push(name);
      const text = files[name];
      if (text === undefined) response.writeHead(404).end();
      else if (name === cutOff) {
        response.writeHead(200, { 'content-length': 1_000 }).write(text);
        setTimeout(() => response.destroy(), 20);
      } else response.end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    hubUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  });
  afterEach(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });
  const download = () => downloadModel({ id: 'owner/name', folder, dtype: 'q8', hubUrl });

  it('fetches what is missing, and nothing when all is there', async () => {
    await download();
    expect(await readFile(join(folder, 'onnx/model_quantized.onnx'), 'utf8')).toBe('network');
    expect((await readdir(folder)).sort()).toEqual([
      'config.json',
      'onnx',
      'tokenizer.json',
      'tokenizer_config.json',
    ]);
    asked = [];
    await download();
    expect(asked).toEqual([]);
  });

  it('fetches weights that lie beside the network', async () => {
    files['onnx/model_quantized.onnx_data'] = 'weights';
    await download();
    expect(await readFile(join(folder, 'onnx/model_quantized.onnx_data'), 'utf8')).toBe('weights');
  });

  it('leaves no half file and goes on where it stopped', async () => {
    cutOff = 'onnx/model_quantized.onnx';
    await expect(download()).rejects.toMatchObject({ code: 'model.download-failed' });
    expect(await readdir(join(folder, 'onnx'))).toEqual([]);
    cutOff = undefined;
    asked = [];
    await download();
    expect(asked).not.toContain('tokenizer.json');
    expect(await readFile(join(folder, 'onnx/model_quantized.onnx'), 'utf8')).toBe('network');
  });

  it('says what could not be fetched and what to do by hand', async () => {
    delete files['tokenizer.json'];
    const error = await download().catch((failure: unknown) => failure);
    expect(error).toMatchObject({
      code: 'model.download-failed',
      params: { id: 'owner/name', hub: hubUrl, folder },
    });
    const { code, params } = error as { code: 'model.download-failed'; params: Record<string, string> };
    const text = message('en', code, params);
    for (const part of ['owner/name', hubUrl, folder, 'HTTP 404', 'tokenizer.json', 'by hand'])
      expect(text).toContain(part);
    expect(text).not.toMatch(/\{\w+\}/);
  });

  it('says so when there is no network', async () => {
    server.close();
    server.closeAllConnections();
    await expect(download()).rejects.toMatchObject({
      code: 'model.download-failed',
      params: { detail: expect.stringContaining('ECONNREFUSED') as string },
    });
  });
});
