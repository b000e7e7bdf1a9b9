"use client";

import { useEffect, useRef, useState } from "react";
import type { z } from "zod";
import { dropDraft, keepDraft, readDraft, tabStore } from "./draft-storage";

type Draft<T> = {
  form: T;
  setForm: (next: T) => void;
  /** An earlier draft stands in the form. */
  restored: boolean;
  /** Back to an empty form, and the kept draft forgotten. */
  discard: () => void;
};

/** A form that survives being closed: what was typed is kept in this tab until it is saved or discarded. */
export function useDraft<T>(key: string, schema: z.ZodType<T>, blank: () => T): Draft<T> {
  const [start] = useState(() => readDraft(tabStore(), key, schema));
  const [form, setForm] = useState<T>(() => start ?? blank());
  const [restored, setRestored] = useState(start !== null);
  const touched = useRef(false);
  useEffect(() => {
    if (touched.current) keepDraft(tabStore(), key, form);
  }, [key, form]);
  return {
    form,
    setForm: (next) => {
      touched.current = true;
      setForm(next);
    },
    restored,
    discard: () => {
      touched.current = false;
      dropDraft(tabStore(), key);
      setRestored(false);
      setForm(blank());
    },
  };
}
