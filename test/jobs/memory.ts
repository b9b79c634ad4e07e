import { createMemoryLedger } from '../../src/github/memory-ledger.ts';
import type { Ledger } from '../../src/github/ledger.ts';
import type { KeptObservation, Memory, StoredReading } from '../../src/jobs/memory/memory.ts';
import { NO_CONVERSATION, type Conversation } from '../../src/plan/conversation.ts';

/** A memory that lasts as long as the test; what goes in comes out as a copy, as from a store. */
export interface TestMemory extends Memory {
  conversations: Map<string, Conversation>;
  /** As if the store had been lost. */
  forget(): void;
}

export function createTestMemory(): TestMemory {
  const readings = new Map<string, StoredReading>();
  const ledgers = new Map<string, Ledger>();
  const conversations = new Map<string, Conversation>();
  const observations = new Map<string, string>();
  return {
    conversations,
    forget() {
      for (const map of [readings, ledgers, conversations, observations]) map.clear();
    },
    readings: async () => structuredClone([...readings.values()]),
    rename: async (from, to) => {
      const reading = readings.get(from);
      readings.delete(from);
      if (reading !== undefined) readings.set(to, { ...reading, path: to });
      const conversation = conversations.get(from);
      conversations.delete(from);
      if (conversation !== undefined) conversations.set(to, conversation);
    },
    remember: async (reading) => void readings.set(reading.path, structuredClone(reading)),
    rememberConfiguration: async () => {},
    rememberAgain: async () => {},
    rememberPointers: async () => {},
    observation: async (path) => JSON.parse(observations.get(path) ?? 'null') as KeptObservation | null,
    rememberObservation: async (path, kept) => {
      if (kept === null) observations.delete(path);
      else observations.set(path, JSON.stringify(kept));
    },
    ledger(path) {
      const ledger = ledgers.get(path) ?? createMemoryLedger();
      ledgers.set(path, ledger);
      return ledger;
    },
    conversation: async (path) => structuredClone(conversations.get(path) ?? NO_CONVERSATION),
    saveConversation: async (path, conversation) => void conversations.set(path, structuredClone(conversation)),
    checks: null,
    dashboards: null,
    pages: null,
    commands: null,
  };
}
