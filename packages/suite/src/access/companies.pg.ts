import { sql } from 'kysely';
import type { Company, CompanyProfile } from '../platform/context.js';
import { type Db, rows } from '../platform/database.js';

export type KnownCompany = Company & { readonly hosts: readonly string[] };

type Row = {
  company_id: string;
  code: string;
  name: string;
  vat_number: string;
  tax_code: string;
  hosts: string[];
  profile: CompanyProfile;
  parameters: Record<string, unknown>;
};

/** Every company of the installation, oldest first. Needs no company context: see the migration. */
export async function listCompanies(db: Db): Promise<readonly KnownCompany[]> {
  const found = await rows(
    db,
    sql<Row>`select company_id, code, name, vat_number, tax_code, hosts, profile, parameters from access_company order by created_at, code`,
  );
  return found.map((row) => ({
    companyId: row.company_id,
    code: row.code,
    name: row.name,
    vatNumber: row.vat_number,
    taxCode: row.tax_code,
    hosts: row.hosts,
    profile: row.profile,
    parameters: row.parameters,
  }));
}

export async function insertCompany(db: Db, company: KnownCompany): Promise<void> {
  await sql`insert into access_company (company_id, code, name, vat_number, tax_code, hosts, profile, parameters)
    values (${company.companyId}, ${company.code}, ${company.name}, ${company.vatNumber}, ${company.taxCode}, ${company.hosts},
      ${JSON.stringify(company.profile)}, ${JSON.stringify(company.parameters)})`.execute(db);
}

export const setParameters = (
  db: Db,
  companyId: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<unknown> =>
  sql`update access_company set parameters = ${JSON.stringify(parameters)} where company_id = ${companyId}`.execute(db);
