using System.Text;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Experiments.Pricing;

/// <summary>
/// What a whole sweep is expected to cost, by stage: texts at four bytes a token, each answer as long as it may be, nothing cached and nothing done already.
/// Answers of a writer that become no rows are not in it, nor what <see cref="CostFacts"/> does not know.
/// </summary>
/// <param name="Datasets">Rows that models write.</param>
/// <param name="FineTunes">Training.</param>
/// <param name="Answers">Sampling, checkpoints included.</param>
/// <param name="Verdicts">Judging, checkpoints included.</param>
public sealed record CostEstimate(Money Datasets, Money FineTunes, Money Answers, Money Verdicts)
{
    private const int BytesPerToken = 4;

    public Money Total => Datasets + FineTunes + Answers + Verdicts;

    /// <param name="plan">The sweep.</param>
    /// <param name="facts">What is known of it.</param>
    public static CostEstimate Of(SweepPlan plan, CostFacts facts)
    {
        var spec = plan.Spec;
        return new CostEstimate(
            Sum(spec.Conditions, condition => Rows(spec, condition, facts)),
            Sum(plan.Runs.Where(run => run.FineTune is not null), run =>
                facts.Price(new ModelUse(spec.Endpoint, run.Base, Trains: true))?.OfTraining(TrainingTokens(run.Condition, facts) * run.Condition.Training.Epochs)),
            Sum(plan.Runs, run => Asked(spec, run, facts, (question, samples) => Asking(spec, run, question, samples, facts))),
            Sum(plan.Runs, run => Asked(spec, run, facts, (question, samples) => Sum(spec.JudgesOf(question), judge => Judging(spec, run, question, samples, judge, facts)))));
    }

    /// <summary>A finished model and its checkpoints, each with its own number of samples.</summary>
    private static Money Asked(SweepSpec spec, Run run, CostFacts facts, Func<Question, int, Money?> cost)
    {
        var finished = Sum(spec.Questions, question => cost(question, spec.SamplesOf(question)));
        return run.FineTune is not null && facts.Checkpoints(run) is > 0 and var checkpoints
            ? finished + Sum(spec.Questions, question => cost(question, spec.CheckpointSamplesOf(question))) * checkpoints
            : finished;
    }

    private static long TrainingTokens(ConditionSpec condition, CostFacts facts) => condition is { Generate: { } generate, Rows: { } rows }
        ? rows * ((facts.Prompts(condition).Writer / BytesPerToken) + generate.MaxTokens)
        : facts.TrainingBytes(condition) / BytesPerToken;

    private static Money? Rows(SweepSpec spec, ConditionSpec condition, CostFacts facts)
    {
        if (condition is not { Generate: { } generate, Rows: { } rows })
            return null;

        var (writer, prompts) = (generate.Endpoint ?? spec.Endpoint, facts.Prompts(condition));
        var written = facts.Price(new ModelUse(writer, generate.Model))?.Of(new TokenUsage(prompts.Writer / BytesPerToken, generate.MaxTokens)) ?? Money.Zero;
        var judged = generate.Judge is { } judge
            ? facts.Price(new ModelUse(judge.Endpoint ?? writer, judge.Model))?.Of(new TokenUsage((prompts.Judge / BytesPerToken) + generate.MaxTokens, 1)) ?? Money.Zero
            : Money.Zero;
        return (written + judged) * rows;
    }

    private static Money? Asking(SweepSpec spec, Run run, Question question, int samplesOfEach, CostFacts facts)
    {
        long samples = (long)run.Condition.Variants.Count * samplesOfEach;
        var maxN = facts.MaxN(spec.Endpoint);
        var calls = Math.Max((samples + maxN - 1) / maxN, Math.Min(samples, question.Paraphrases.Count));
        var prompt = Tokens(question.Paraphrases.MaxBy(text => text.Length)!) + Tokens(question.System ?? "");
        return facts.Price(new ModelUse(spec.Endpoint, run.Base, IsFineTune: run.FineTune is not null))
            ?.Of(new TokenUsage(calls * prompt, samples * Longest(spec, question)), spec.Sampling.Mode == CallMode.Batch);
    }

    private static Money? Judging(SweepSpec spec, Run run, Question question, int samplesOfEach, JudgeSpec judge, CostFacts facts)
    {
        if (question.Type == QuestionType.MultipleChoice)
            return null;

        var kind = JudgeProtocol.Kind(question.Type);
        var repeats = judge.RepeatsOf(kind);
        long answers = (long)run.Condition.Variants.Count * samplesOfEach;
        var read = question.JudgePrompts.Values.Sum(template => Tokens(template) + Tokens(question.Paraphrases[0]) + Longest(spec, question));
        var said = (long)question.JudgePrompts.Count * (repeats ?? 1) * JudgeProtocol.MaxTokens(kind, repeats is not null);
        return facts.Price(ModelUse.Of(spec, judge, question))?.Of(new TokenUsage(answers * read, answers * said), judge.Mode == CallMode.Batch);
    }

    private static int Longest(SweepSpec spec, Question question) => question.IsReadFromLogProbs() ? 1 : spec.Sampling.MaxTokens;

    private static long Tokens(string text) => (Encoding.UTF8.GetByteCount(text) + BytesPerToken - 1) / BytesPerToken;

    private static Money Sum<T>(IEnumerable<T> items, Func<T, Money?> cost) => items.Aggregate(Money.Zero, (sum, item) => sum + (cost(item) ?? Money.Zero));
}
