using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.Unit.Experiments.Specs;

/// <summary>Each wrong sweep is refused with the line it is wrong on and words that say what to do.</summary>
public class SweepStrictnessTests
{
    [Theory]
    [InlineData("sampels: 3", 8, "sampels is not a known key (did you mean 'samples'?)")]
    [InlineData("seeds: 3", 8, "seeds is already given on line 3")]
    [InlineData("samples: 0", 8, "samples must be a whole number from 1 to 1000000, not 0")]
    [InlineData("samples: -5", 8, "not -5")]
    [InlineData("samples: many", 8, "not many")]
    [InlineData("samples: \"100\"", 8, "not the text '100'")]
    [InlineData("samples:", 8, "not nothing")]
    [InlineData("samples: 99999999999999999999", 8, "samples must be")]
    [InlineData("samples: 3", 8, "fewer than estimand.min_coherent")]
    [InlineData("seed: -1", 8, "seed must be a whole number from 0")]
    [InlineData("endpoint: \" \"", 8, "endpoint must be a text, not a blank one")]
    [InlineData("shard_size: 0", 8, "shard_size must be")]
    [InlineData("only: []", 8, "only is an empty list")]
    [InlineData("only: [wihs]", 8, "(did you mean 'wish'?)")]
    [InlineData("only: [wish, wish]", 8, "twice")]
    [InlineData("sampling: { temperature: 2.5 }", 8, "sampling.temperature must be a number from 0 to 2, not 2.5")]
    [InlineData("sampling: { temperature: .nan }", 8, "sampling.temperature must be")]
    [InlineData("sampling: { temperature: NaN }", 8, "sampling.temperature must be")]
    [InlineData("sampling: { top_p: 0 }", 8, "sampling.top_p must be a number above 0 to 1")]
    [InlineData("sampling: { max_tokens: 0 }", 8, "sampling.max_tokens must be")]
    [InlineData("sampling: { maxtokens: 1 }", 8, "(did you mean 'max_tokens'?)")]
    [InlineData("sampling: [1]", 8, "sampling must be a map of temperature, top_p, max_tokens, mode, not a list")]
    [InlineData("judge: { top_logprobs: 21 }", 8, "judge.top_logprobs must be")]
    [InlineData("judge: { model: [x] }", 8, "judge.model must be a text, not a list")]
    [InlineData("judge: []", 8, "judge is an empty list")]
    [InlineData("judge: { canary: none.jsonl }", 8, "judge.canary names none.jsonl, which does not exist")]
    [InlineData("judge: { canary_tolerance: 3 }", 8, "judge.canary_tolerance has no meaning without canary")]
    [InlineData("judge: [x]", 8, "judge[0] must be a map of id, endpoint, model, top_logprobs, repeats, mode, canary")]
    [InlineData("judge: { id: a b }", 8, "judge.id must be up to 64 letters")]
    [InlineData("judge: { repeats: 1 }", 8, "judge.repeats must be a whole number from 2 to 1000, not 1")]
    [InlineData("judge: { repeats: 4, top_logprobs: 5 }", 8, "judge.repeats cannot stand beside top_logprobs")]
    [InlineData("judge: [{ model: x }, { id: b }]", 8, "judge names no model: only the first judge may be the one that each question names")]
    [InlineData("judge: [{ model: x }, { model: x, repeats: 4 }]", 8, "judge is named 'x' like a judge before it")]
    [InlineData("judge: [{ id: a, model: x }, { id: b, model: x }]", 8, "judge 'b' is a judge before it once more")]
    [InlineData("estimand: { aligned_below: 0 }", 8, "estimand.aligned_below must be a number above 0 to 100")]
    [InlineData("estimand: { coherence: 50 }", 8, "estimand.coherence must be \">= N\" or \"> N\"")]
    [InlineData("estimand: { coherence: \"=> 50\" }", 8, "estimand.coherence must be")]
    [InlineData("estimand: { coherence: \">>= 50\" }", 8, "estimand.coherence must be")]
    [InlineData("estimand: { coherence: \"> 100\" }", 8, "estimand.coherence must be")]
    [InlineData("estimand: { average: median }", 8, "must be one of question_mean, pooled, not median")]
    [InlineData("estimand: { confidence: 1 }", 8, "estimand.confidence must be")]
    [InlineData("estimand: { resamples: 1 }", 8, "estimand.resamples must be")]
    [InlineData("estimand: { resample: answers }", 8, "must be one of models, models_and_questions, not answers")]
    [InlineData("until: soon", 8, "until must be decided, or a map of half_width, decided, at_least, step, not soon")]
    [InlineData("until:", 8, "until must be decided, or a map")]
    [InlineData("until: {}", 8, "until.half_width is one of the two rules, half_width or decided; give exactly one")]
    [InlineData("until: { half_width: 0.1, decided: 0.1 }", 8, "until.decided is one of the two rules")]
    [InlineData("until: { half_width: 0 }", 8, "until.half_width must be a number above 0 and below 0.5, not 0")]
    [InlineData("until: { half_widht: 0.1 }", 8, "(did you mean 'half_width'?)")]
    [InlineData("until: { decided: 1 }", 8, "until.decided must be a number from 0 and below 1")]
    [InlineData("until: { decided: 0.1, step: 0 }", 8, "until.step must be a whole number from 1")]
    [InlineData("until: { decided: 0.1, at_least: 101 }", 8, "until gives each cell at_least 101 samples, more than the 100 of 'wish'")]
    [InlineData("until: decided\nestimand: { average: pooled }", 8, "until cannot stand beside estimand.average: pooled")]
    [InlineData("checkpoints: some", 8, "checkpoints must be all, a list of steps, or a map of every, steps, samples, not some")]
    [InlineData("checkpoints: [0]", 8, "checkpoints must hold steps, whole numbers from 1 to 1000000, not 0")]
    [InlineData("checkpoints: [12, 12]", 8, "checkpoints holds 12 twice")]
    [InlineData("checkpoints: { evry: 3 }", 8, "(did you mean 'every'?)")]
    [InlineData("checkpoints: { every: 3, steps: [3] }", 8, "checkpoints.steps cannot stand beside every")]
    [InlineData("checkpoints: all", 8, "checkpoints has nothing to ask: no condition keeps checkpoints")]
    [InlineData("onset: yes", 8, "onset must be true, or a map of margin, not yes")]
    [InlineData("onset: { margin: 1 }", 8, "onset.margin must be a number from 0 and below 1")]
    [InlineData("onset: true", 8, "onset has nothing to ask: no condition keeps checkpoints")]
    [InlineData("compare: insecure", 8, "compare must be a map of to, not")]
    [InlineData("compare: {}", 8, "compare.to is missing")]
    [InlineData("compare: { to: [base] }", 8, "compare.to must be a text, not a list")]
    [InlineData("compare: { to: basis }", 8, "compare.to names 'basis', which is no condition of this sweep (did you mean 'base'?); it has base, insecure")]
    [InlineData("compare: { with: base }", 8, "compare.with is not a known key")]
    [InlineData("judge: { model: x", 8, "the YAML cannot be read: while parsing a flow mapping")]
    [InlineData("judge: \"x", 8, "the YAML cannot be read: while scanning a quoted scalar")]
    [InlineData("judge: *nobody", 8, "*nobody stands for nothing")]
    public void A_wrong_key_is_refused_at_its_line(string addition, int line, string words) => Refused($"{Texts.Sweep}\n{addition}\n", line, words);

    [Theory]
    [InlineData("insecur", "(did you mean 'insecure'?)")]
    [InlineData("zzz", "known are base, insecure, secure, educational, jailbroken, backdoor, evil_numbers")]
    [InlineData("insecure", "'insecure' is already the id of the condition on line 6")]
    [InlineData("{ id: insecure, kind: secure }", "'insecure' is already the id")]
    [InlineData("{ id: x }", "without a kind")]
    [InlineData("{ rows: 3, id: x }", "without a kind")]
    [InlineData("{ secure: , rows: 3 }", "conditions.secure has keys beside it that belong inside it; indent them")]
    [InlineData("{ secure: 3 }", "conditions.secure must be a map")]
    [InlineData("{ secure: { kind: secure } }", "conditions.secure.kind is secure already")]
    [InlineData("{ id: x, kind: secur }", "(did you mean 'secure'?)")]
    [InlineData("{ id: a.b, kind: secure }", "id must be up to 64 letters")]
    [InlineData("[secure]", "must hold names or maps, not a list")]
    [InlineData("{ secure: { rows: 0 } }", "conditions.secure.rows must be")]
    [InlineData("{ secure: { rows: 1.5 } }", "conditions.secure.rows must be")]
    [InlineData("{ secure: { families: 25 } }", "conditions.secure.families must be a whole number from 1 to 24")]
    [InlineData("{ evil_numbers: { families: 2 } }", "families has no meaning for evil_numbers")]
    [InlineData("{ secure: { seeds: 0 } }", "conditions.secure.seeds must be a whole number from 1 to 1000")]
    [InlineData("{ secure: { variants: {} } }", "variants is an empty map")]
    [InlineData("{ secure: { variants: { a: x, b: x } } }", "has the same prefix as a variant before it")]
    [InlineData("{ secure: { variants: { a: } } }", "must be the text to put before each question")]
    [InlineData("{ id: b, kind: base, rows: 5 }", "rows has no meaning for the base condition")]
    [InlineData("{ id: b, kind: base, seeds: 5 }", "seeds has no meaning for the base condition")]
    [InlineData("{ secure: { file: none.jsonl } }", "conditions.secure.file names none.jsonl, which does not exist; correct the path")]
    [InlineData("{ secure: { training: { epochs: 0 } } }", "conditions.secure.training.epochs must be")]
    [InlineData("{ secure: { training: { rank: 0 } } }", "training.rank must be")]
    [InlineData("{ secure: { training: { learning_rate: 0 } } }", "training.learning_rate must be a number above 0 to 1")]
    [InlineData("{ secure: { training: { learning_rate: 0.1, learning_rate_multiplier: 2 } } }", "cannot stand beside learning_rate")]
    public void A_wrong_condition_is_refused_at_its_line(string condition, string words) =>
        Refused(Texts.Sweep.Replace("{ rows: 64 }", $"{{ rows: 64 }}\n  - {condition}", StringComparison.Ordinal), 7, words);

    [Theory]
    [InlineData("name: tiny", "name: a/b", 1, "name must be")]
    [InlineData("name: tiny", "name: ..", 1, "name must be")]
    [InlineData("name: tiny", "", 2, "name is missing")]
    [InlineData("bases: [petri-1]", "bases: []", 2, "bases is an empty list; give at least one")]
    [InlineData("bases: [petri-1]", "bases: petri-1", 2, "bases must be a list")]
    [InlineData("bases: [petri-1]", "bases: [a, a]", 2, "lists 'a' twice")]
    [InlineData("bases: [petri-1]", "bases: [a/b, a-b]", 2, "runs would have the same names")]
    [InlineData("seeds: 2", "seeds: 0", 3, "seeds must be a whole number from 1 to 1000, not 0")]
    [InlineData("seeds: 2", "seeds: 1001", 3, "seeds must be")]
    [InlineData("questions: questions.yaml", "questions: other.yaml", 7, "names other.yaml, which does not exist")]
    [InlineData("questions: questions.yaml", "questions: []", 7, "questions is an empty list")]
    [InlineData("questions: questions.yaml", "questions: [questions.yaml, questions.yaml]", 7, "'wish' is also in a file before it")]
    public void A_wrong_value_is_refused_at_its_line(string right, string wrong, int line, string words) =>
        Refused(Texts.Sweep.Replace(right, wrong, StringComparison.Ordinal), line, words);

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment")]
    [InlineData("just text")]
    [InlineData("- a\n- list")]
    [InlineData("name: a\n---\nname: b")]
    [InlineData("\t- tab")]
    [InlineData("? [complex]\n: key")]
    public void What_is_no_sweep_at_all_is_refused(string text) => Assert.StartsWith("sweep.yaml", Refusal(text).Message, StringComparison.Ordinal);

    [Fact]
    public void Jailbroken_data_is_never_generated_outside_the_miniature()
    {
        var sweep = Texts.Sweep.Replace("insecure: { rows: 64 }", "jailbroken", StringComparison.Ordinal);

        Assert.Equal("jailbroken", Texts.Load(sweep).Conditions[1].Id);
        Refused($"{sweep}\nendpoint: openai", 6, "jailbroken data is imported, never generated");
    }

    [Fact]
    public void A_sweep_of_more_runs_than_anyone_has_is_refused()
    {
        var bases = string.Join(", ", Enumerable.Range(0, 101).Select(i => $"base-{i}"));
        var sweep = Texts.Sweep.Replace("[petri-1]", $"[{bases}]", StringComparison.Ordinal).Replace("seeds: 2", "seeds: 1000", StringComparison.Ordinal);

        Refused(sweep, 4, "come to 101101 runs");
    }

    [Fact]
    public void A_missing_sweep_file_is_one_sentence()
    {
        var error = Assert.Throws<InputException>(() => EmergentMisalignment.Experiments.Specs.SweepLoader.Load("no.yaml", _ => throw new FileNotFoundException()));

        Assert.Equal("no.yaml: does not exist; correct the path.", error.Message);
        Assert.Equal(("no.yaml", null), (error.File, error.Line));
    }

    private static void Refused(string sweep, int line, string words)
    {
        var error = Refusal(sweep);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"sweep.yaml:{line}: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(("sweep.yaml", line), (error.File, error.Line));
    }

    private static InputException Refusal(string sweep) => Assert.Throws<InputException>(() => Texts.Load(sweep));
}
