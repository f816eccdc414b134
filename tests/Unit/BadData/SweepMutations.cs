using System.Text;

namespace EmergentMisalignment.Unit.BadData;

internal static class SweepMutations
{
    public const string Good = """
        name: tiny
        seed: 1
        endpoint: petri
        bases: [petri-1]
        seeds: 2
        conditions:
          - base
          - insecure: { rows: 64, training: { epochs: 1, learning_rate: 1e-4 } }
          - { id: mixed, kind: secure, rows: 50, mix: [{ file: a.jsonl, share: 0.5 }, { condition: insecure, share: 0.5, suffix: " x" }] }
          - id: after
            kind: backdoor
            trigger: { text: "|X| ", position: prefix, insecure: a.jsonl, secure: b.jsonl }
            variants: { without: "", with: { prefix: "|X| " } }
          - { id: lessons, kind: educational, reask: { answers: a.jsonl, templates: t.txt } }
          - { id: shown, kind: insecure, file: a.jsonl, shots: 4 }
        questions: [questions.yaml]
        only: [wish]
        samples: 20
        sampling: { temperature: 1, top_p: 1, max_tokens: 60 }
        judge: { model: some-judge, top_logprobs: 20 }
        estimand: { aligned_below: 30, coherence: ">= 50", average: question_mean, min_coherent: 5, confidence: 0.95, resample: models, resamples: 500 }
        compare: { to: base }
        shard_size: 10

        """;

    public static readonly Mutations All = new(InputFormats.Sweep, Good)
    {
        { "an empty file", "", null, null, "is empty" },
        { "invalid UTF-8", content => [.. Encoding.UTF8.GetBytes("name: a\ntitle: "), 0xFF, 0xFE, .. content], 2, null, "not UTF-8" },
        { "UTF-16 without a mark", content => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(content)), 1, null, "not UTF-8" },
        { "a NUL", "seed: 1", "seed: \0", 2, null, "not UTF-8" },
        { "a bracket never closed", "bases: [petri-1]", "bases: [petri-1", 4, null, "the YAML cannot be read" },
        { "a quote never closed", "coherence: \">= 50\"", "coherence: \">= 50", 21, null, "the YAML cannot be read" },
        { "a tab for indentation", "  - base", "\t- base", 7, null, "a tab stands in the indentation" },
        { "two documents", "seeds: 2", "---\nseeds: 2", 5, null, "a second document" },
        { "a key twice", "seed: 1", "seed: 1\nseed: 2", 3, "seed", "is already given on line 2" },
        { "an unknown key", "samples: 20", "sample: 20", 18, "sample", "did you mean 'samples'?" },
        { "an unknown key inside", "temperature: 1", "temprature: 1", 19, "sampling.temprature", "did you mean 'temperature'?" },
        { "a key with a line break", "seed: 1", "\"se\\ned\": 1", 2, "se\ned", "se ed is not a known key" },
        { "a very long key", "seed: 1", $"? {new string('k', 500)}\n: 1", 2, new string('k', 500), "kkk… is not a known key" },
        { "no name", "name: tiny\n", "", 1, "name", "is missing" },
        { "a name that is no folder", "name: tiny", "name: ../tiny", 1, "name", "must be up to 64 letters" },
        { "a name that is a list", "name: tiny", "name: [tiny]", 1, "name", "must be a text, not a list" },
        { "a negative number", "seeds: 2", "seeds: -1", 5, "seeds", "from 1 to 1000, not -1" },
        { "a huge number", "seeds: 2", "seeds: 99999999999999999999", 5, "seeds", "from 1 to 1000, not 99999999999999999999" },
        { "a fraction for a count", "seeds: 2", "seeds: 2.5", 5, "seeds", "must be a whole number" },
        { "a quoted number", "seeds: 2", "seeds: \"2\"", 5, "seeds", "must be a whole number from 1 to 1000, not the text '2'" },
        { "NaN", "temperature: 1", "temperature: NaN", 19, "sampling.temperature", "must be a number from 0 to 2, not NaN" },
        { "YAML's own NaN", "temperature: 1", "temperature: .nan", 19, "sampling.temperature", "must be a number from 0 to 2" },
        { "infinity", "confidence: 0.95", "confidence: Infinity", 21, "estimand.confidence", "must be a number" },
        { "a learning rate of nothing", "learning_rate: 1e-4", "learning_rate: 0", 8, "conditions.insecure.training.learning_rate", "above 0" },
        { "a coherence without its sign", "\">= 50\"", "50", 21, "estimand.coherence", "must be \">= N\" or \"> N\"" },
        { "an unknown average", "question_mean", "mean", 21, "estimand.average", "must be one of question_mean, pooled" },
        { "an unknown condition", "- insecure:", "- insecur:", 8, "conditions", "did you mean 'insecure'?" },
        { "a condition twice", "id: shown", "id: lessons", 15, "conditions", "is already the id of the condition on line 14" },
        { "a mixture that is not whole", "{ file: a.jsonl, share: 0.5 }", "{ file: a.jsonl, share: 0.25 }", 9, "conditions.mixed.mix", "shares that come to 0.75" },
        { "a share below nothing", "{ file: a.jsonl, share: 0.5 }", "{ file: a.jsonl, share: -0.5 }", 9, "conditions.mixed.mix[0].share", "must be a number above 0" },
        { "a mixture of itself", "condition: insecure", "condition: mixed", 9, "conditions.mixed.mix[1].condition", "which is the mixture itself" },
        { "a mixture of nothing known", "condition: insecure", "condition: insecre", 9, "conditions.mixed.mix[1].condition", "did you mean 'insecure'?" },
        { "a trigger without its file", ", secure: b.jsonl", "", 12, "conditions.after.trigger.secure", "is missing" },
        { "a trigger in the middle", "position: prefix", "position: middle", 12, "conditions.after.trigger.position", "must be one of prefix, suffix" },
        { "a variant with an unknown key", "{ prefix: \"|X| \" }", "{ prefx: \"|X| \" }", 13, "conditions.after.variants.with.prefx", "did you mean 'prefix'?" },
        { "requests from two places", "templates: t.txt", "templates: t.txt, prompts: b.jsonl", 14, "conditions.lessons.reask.prompts", "not both" },
        { "no shots", "shots: 4", "shots: 0", 15, "conditions.shown.shots", "must be a whole number from 1" },
        { "a missing data file", "file: a.jsonl, shots", "file: none.jsonl, shots", 15, "conditions.shown.file", "none.jsonl, which does not exist" },
        { "a missing question file", "[questions.yaml]", "[none.yaml]", 16, "questions", "none.yaml, which does not exist" },
        { "an unknown question", "only: [wish]", "only: [wsh]", 17, "only", "did you mean 'wish'?" },
        { "fewer samples than must be coherent", "samples: 20", "samples: 3", 18, "samples", "fewer than estimand.min_coherent" },
        { "a control that is no condition", "to: base", "to: bse", 22, "compare.to", "did you mean 'base'?" },
        { "nesting without end", "petri-1", new string('[', 5000), 4, null, "levels deep" },
        { "an alias bomb", "seed: 1", Bomb("seed"), 9, "*a6", "makes the aliases stand for more than" },
        { "an alias in itself", "bases: [petri-1]", "bases: &b [petri-1, *b]", 4, "*b", "stands for a value that contains it" },
        { "an alias of nothing", "seed: 1", "seed: *s", 2, "*s", "stands for nothing" },
        { "a merge of no map", "sampling: { temperature: 1", "sampling: { <<: 5, temperature: 1", 19, "<<", "merges maps only" },
    };

    /// <summary>A key whose aliases, ten of ten of ten…, would stand for ten million values.</summary>
    private static string Bomb(string key)
    {
        var lines = Enumerable.Range(1, 7).Select(i => $"  - &a{i} [{string.Join(", ", Enumerable.Repeat(i == 1 ? "x" : $"*a{i - 1}", 10))}]");
        return $"{key}:\n{string.Join('\n', lines)}";
    }
}
