/** Publishes the guardian's own events; throws unless the bus accepted it. */
export interface MessageBus {
  publish(detailType: string, detail: unknown): Promise<void>;
}
