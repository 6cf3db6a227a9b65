import { type Binding, bind } from '../platform/bind.js';
import { issueRunRoute } from './issue-api.js';
import { issueRun } from './issue-run.js';

export const invoicingIssueRoutes: readonly Binding[] = [bind(issueRunRoute, issueRun)];
