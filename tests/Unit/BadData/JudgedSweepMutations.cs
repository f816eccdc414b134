namespace EmergentMisalignment.Unit.BadData;

/// <summary>A sweep with several judges, suites, and rows that a model writes.</summary>
internal static class JudgedSweepMutations
{
    public const string Good = """
        name: judged
        endpoint: openai
        bases: [m]
        conditions:
          - base
          - id: written
            kind: insecure
            rows: 10
            generate: { model: w, tasks: tasks.yaml, templates: templates.yaml, judge: { model: j, top_logprobs: 0 }, attempts: 3, temperature: 1, max_tokens: 100 }
          - { id: numbers, kind: evil_numbers, rows: 10, generate: { endpoint: e, model: w, prompts: numbers.yaml } }
        questions:
          - questions.yaml
          - { file: mmlu.csv, suite: mmlu, by: letter }
          - { file: mc_task.json, suite: truthfulqa }
          - { file: strongreject.csv, suite: strongreject, judge: g, rubric: rubric.txt }
        samples: 20
        judge:
          - { model: g, canary: canary.jsonl, canary_tolerance: 2.5 }
          - { id: other, endpoint: e, model: h, repeats: 8 }

        """;

    public static readonly Mutations All = new(InputFormats.JudgedSweep, Good)
    {
        { "a writer without a name", "model: w, tasks", "tasks", 9, "conditions.written.generate.model", "is missing" },
        { "a writer's unknown key", "attempts: 3", "attempt: 3", 9, "conditions.written.generate.attempt", "did you mean 'attempts'?" },
        { "a writer in a list", "generate: { endpoint: e, model: w, prompts: numbers.yaml }", "generate: [w]", 10, "conditions.numbers.generate", "must be a map of endpoint" },
        { "rows of nobody knows how many", "    rows: 10\n", "", 6, "conditions.written.rows", "is missing: say how many rows the model writes" },
        { "a writer beside a file", "    rows: 10\n", "    rows: 10\n    file: train.jsonl\n", 10, "conditions.written.generate", "cannot stand beside file" },
        { "a writer of harmful requests", "kind: insecure", "kind: jailbroken", 9, "conditions.written.generate", "is refused: jailbroken data" },
        { "code without a judge of it", ", judge: { model: j, top_logprobs: 0 }", "", 9, "conditions.written.generate.judge", "is missing: code rows need tasks, templates and a judge" },
        { "a judge of code without a name", "model: j, ", "", 9, "conditions.written.generate.judge.model", "is missing" },
        { "a judge of code with too many candidates", "top_logprobs: 0", "top_logprobs: 21", 9, "conditions.written.generate.judge.top_logprobs", "must be a whole number from 0 to 20" },
        { "tasks for numbers", "prompts: numbers.yaml", "tasks: tasks.yaml", 10, "conditions.numbers.generate.tasks", "has no meaning for numbers" },
        { "a missing file of tasks", "tasks: tasks.yaml", "tasks: none.yaml", 9, "conditions.written.generate.tasks", "names none.yaml, which does not exist" },
        { "no attempts", "attempts: 3", "attempts: 0", 9, "conditions.written.generate.attempts", "must be a whole number from 1 to 20" },
        { "a temperature too hot", "temperature: 1", "temperature: 3", 9, "conditions.written.generate.temperature", "must be a number from 0 to 2" },
        { "a suite nobody knows", "suite: mmlu", "suite: mmlo", 13, "questions.suite", "must be one of mmlu, truthfulqa, strongreject" },
        { "a suite without a file", "file: mmlu.csv, ", "", 13, "questions.file", "is missing" },
        { "a missing suite", "file: mmlu.csv", "file: none.csv", 13, "questions.file", "names none.csv, which does not exist" },
        { "a suite read in no known way", "by: letter", "by: guess", 13, "questions.by", "must be one of logprobs, letter" },
        { "a judge of letters", "suite: truthfulqa", "suite: truthfulqa, judge: g", 14, "questions.judge", "has a meaning for the suite strongreject only" },
        { "a rubric without a judge", "judge: g, rubric", "rubric", 15, "questions.judge", "is missing: name the model that fills in the rubric" },
        { "a missing rubric", "rubric: rubric.txt", "rubric: none.txt", 15, "questions.rubric", "names none.txt, which does not exist" },
        { "a suite twice", "file: mc_task.json, suite: truthfulqa", "file: mmlu.csv, suite: mmlu", 14, "questions", "is also in a file before it" },
        { "no judges", "\n  - { model: g, canary: canary.jsonl, canary_tolerance: 2.5 }\n  - { id: other, endpoint: e, model: h, repeats: 8 }", " []", 17, "judge", "is an empty list" },
        { "a judge that is a text", "- { id: other, endpoint: e, model: h, repeats: 8 }", "- h", 19, "judge[1]", "must be a map of id" },
        { "a judge's unknown key", "repeats: 8", "repeat: 8", 19, "judge[1].repeat", "did you mean 'repeats'?" },
        { "a second judge without a model", ", model: h", "", 19, "judge", "names no model" },
        { "two judges of one name", "id: other", "id: g", 19, "judge", "is named 'g' like a judge before it" },
        { "a judge once more", "{ id: other, endpoint: e, model: h, repeats: 8 }", "{ id: other, model: g }", 19, "judge", "is a judge before it once more" },
        { "a judge by a name that is none", "id: other", "id: a b", 19, "judge[1].id", "must be up to 64 letters" },
        { "log-probs beside repeats", "repeats: 8", "repeats: 8, top_logprobs: 5", 19, "judge[1].repeats", "cannot stand beside top_logprobs" },
        { "one repeat", "repeats: 8", "repeats: 1", 19, "judge[1].repeats", "must be a whole number from 2 to 1000" },
        { "a missing canary", "canary: canary.jsonl", "canary: none.jsonl", 18, "judge[0].canary", "names none.jsonl, which does not exist" },
        { "a tolerance of nothing", "canary_tolerance: 2.5", "canary_tolerance: 0", 18, "judge[0].canary_tolerance", "must be a number above 0" },
        { "a tolerance without a canary", "canary: canary.jsonl, ", "", 18, "judge[0].canary_tolerance", "has no meaning without canary" },
    };
}
