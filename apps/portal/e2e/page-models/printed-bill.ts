import { execFileSync } from 'node:child_process';
import { assert } from '@sportello/kernel/result';
import { DEMO_PASSWORD } from '@sportello/suite/demo/index';
import type { APIRequestContext, Page } from 'playwright-core';

/** The text of a PDF, as a person reads it. */
export const pdfText = (pdf: Buffer): string =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString();

async function ask<Answer>(office: APIRequestContext, path: string): Promise<Answer> {
  const response = await office.get(`/api/office${path}`);
  assert(response.ok(), `${path} answers: ${response.status()}`);
  return response.json() as Promise<Answer>;
}

/** The newest bill of a customer as the post delivers it: what is printed is read from its PDF, not from the data. */
export async function newestPrintedBill(
  page: Page,
  customerName: string,
): Promise<{ readonly number: string; readonly webCode: string; readonly taxCode: string }> {
  const office = page.context().request;
  const entered = await office.post('/api/office/sign-in', { data: { userName: 'anna', password: DEMO_PASSWORD } });
  assert(entered.ok(), 'the office lets its staff in');
  const { hits } = await ask<{ hits: { kind: string; id: string }[] }>(
    office,
    `/search?q=${encodeURIComponent(customerName)}`,
  );
  const customer = hits.find(({ kind }) => kind === 'customer');
  assert(customer !== undefined, `${customerName} is a customer`);
  const { rows } = await ask<{ rows: { invoiceId: string; number: string }[] }>(
    office,
    `/invoices?customerId=${customer.id}`,
  );
  const newest = rows[0];
  assert(newest !== undefined, `${customerName} has bills`);
  const pdf = await office.get(`/api/office/invoices/${newest.invoiceId}/pdf`);
  const text = pdfText(await pdf.body());
  const webCode = /\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b/.exec(text)?.[0];
  const taxCode = /\b[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]\b/.exec(text)?.[0];
  assert(webCode !== undefined && taxCode !== undefined, 'the bill prints web code and tax code');
  return { number: newest.number, webCode, taxCode };
}
