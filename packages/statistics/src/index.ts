export type { NotificationCount } from './notifications/notification-counts.ts';
export { openStatistics, type ProvisionReport, type StatisticsServices } from './open-statistics.ts';
export type { Statistics } from './population/create-population.ts';
export type { ProvisionEntry } from './provision/provision-repository.ts';
