import { type Binding, bind } from '../platform/bind.js';
import { measureFilesRoute, pointReadingsRoute, worklistItemRoute, worklistRoute } from './office-api.js';
import { showMeasureFiles, showReadingsOfPoint, showWorklist, showWorklistItem } from './office-screens.pg.js';

export const meteringOfficeRoutes: readonly Binding[] = [
  bind(pointReadingsRoute, showReadingsOfPoint),
  bind(measureFilesRoute, showMeasureFiles),
  bind(worklistRoute, showWorklist),
  bind(worklistItemRoute, showWorklistItem),
];
