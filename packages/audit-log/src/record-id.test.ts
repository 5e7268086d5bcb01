import { expect, test } from '@jest/globals';
import { recordId } from './record-id.ts';

test('is the example of RFC 9562, appendix A.6', () => {
  const random = [0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f];
  expect(recordId(0x017f22e279b0, () => Uint8Array.from([...random, 0]))).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});

test('sorts by time', () => {
  const zeros = (length: number) => new Uint8Array(length);
  expect(recordId(1, zeros) < recordId(2, zeros)).toBe(true);
  expect(recordId(0xffff, zeros) < recordId(0x10000, zeros)).toBe(true);
});
