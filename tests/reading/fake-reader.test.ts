import { readerContract } from '../contracts/reader.js';
import { FakeReader } from '../fakes/fake-reader.js';

readerContract('the fake', () => Promise.resolve(new FakeReader()));
