import { type Binding, bind } from '../platform/bind.js';
import {
  activitiesRoute,
  activityRoute,
  customerMessagesRoute,
  customerTimelineRoute,
  searchRoute,
  todayRoute,
} from './office-api.js';
import { showActivities, showActivity, showMessages, showTimeline, showToday } from './office-screens.pg.js';
import { searchRecords } from './search.pg.js';

export const crmOfficeRoutes: readonly Binding[] = [
  bind(searchRoute, searchRecords),
  bind(activitiesRoute, showActivities),
  bind(activityRoute, showActivity),
  bind(customerTimelineRoute, showTimeline),
  bind(customerMessagesRoute, showMessages),
  bind(todayRoute, showToday),
];
