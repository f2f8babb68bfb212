import { clusterFolder, removeAbandonedClusters, stopCluster } from './postgres-cluster.ts';

/** Runs once around all tests. A cluster is started only when a test file asks for one (databases.ts). */
export default function setup(): () => void {
  removeAbandonedClusters();
  process.env.CRM_TEST_OWNER = String(process.pid);
  return () => stopCluster(clusterFolder(process.pid));
}
