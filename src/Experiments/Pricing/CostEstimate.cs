using System.Text;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Experiments.Pricing;

/// <summary>
/// What a whole sweep is expected to cost, by stage: texts at four bytes a token, each answer as long as it may be, nothing cached and nothing done already.
/// Checkpoints, the prompts of writers and rejected rows are not in it.
/// </summary>
/// <param name="Datasets">Rows that models write.</param>
/// <param name="FineTunes">Training.</param>
/// <param name="Answers">Sampling.</param>
/// <param name="Verdicts">Judging.</param>
public sealed record CostEstimate(Money Datasets, Money FineTunes, Money Answers, Money Verdicts)
{
    private const int BytesPerToken = 4;

    public Money Total => Datasets + FineTunes + Answers + Verdicts;

    /// <param name="plan">The sweep.</param>
    /// <param name="price">What a use of a model costs; null counts as nothing.</param>
    /// <param name="trainingBytes">Bytes of a condition's dataset; 0 where they are not known.</param>
    /// <param name="maxN">Completions that an endpoint takes in one call: the prompt is paid once for them.</param>
    public static CostEstimate Of(SweepPlan plan, Func<ModelUse, ModelPrice?> price, Func<ConditionSpec, long> trainingBytes, Func<string, int> maxN)
    {
        var spec = plan.Spec;
        return new CostEstimate(
            Sum(spec.Conditions, condition => Rows(spec, condition, price)),
            Sum(plan.Runs.Where(run => run.FineTune is not null), run =>
                price(new ModelUse(spec.Endpoint, run.Base, Trains: true))?.OfTraining(trainingBytes(run.Condition) / BytesPerToken * run.Condition.Training.Epochs)),
            Sum(plan.Runs, run => Sum(spec.Questions, question => Asking(spec, run, question, price, maxN(spec.Endpoint)))),
            Sum(plan.Runs, run => Sum(spec.Questions, question => Sum(spec.JudgesOf(question), judge => Judging(spec, run, question, judge, price)))));
    }

    private static Money? Rows(SweepSpec spec, ConditionSpec condition, Func<ModelUse, ModelPrice?> price)
    {
        if (condition is not { Generate: { } generate, Rows: { } rows })
            return null;

        var writer = generate.Endpoint ?? spec.Endpoint;
        var written = price(new ModelUse(writer, generate.Model))?.Of(new TokenUsage(0, generate.MaxTokens)) ?? Money.Zero;
        var judged = generate.Judge is { } judge ? price(new ModelUse(judge.Endpoint ?? writer, judge.Model))?.Of(new TokenUsage(generate.MaxTokens, 1)) ?? Money.Zero : Money.Zero;
        return (written + judged) * rows;
    }

    private static Money? Asking(SweepSpec spec, Run run, Question question, Func<ModelUse, ModelPrice?> price, int maxN)
    {
        long samples = (long)run.Condition.Variants.Count * spec.SamplesOf(question);
        var calls = Math.Max((samples + maxN - 1) / maxN, Math.Min(samples, question.Paraphrases.Count));
        var prompt = Tokens(question.Paraphrases.MaxBy(text => text.Length)!) + Tokens(question.System ?? "");
        return price(new ModelUse(spec.Endpoint, run.Base, IsFineTune: run.FineTune is not null))?.Of(new TokenUsage(calls * prompt, samples * Longest(spec, question)));
    }

    private static Money? Judging(SweepSpec spec, Run run, Question question, JudgeSpec judge, Func<ModelUse, ModelPrice?> price)
    {
        if (question.Type == QuestionType.MultipleChoice)
            return null;

        var kind = JudgeProtocol.Kind(question.Type);
        var repeats = judge.RepeatsOf(kind);
        long answers = (long)run.Condition.Variants.Count * spec.SamplesOf(question);
        var read = question.JudgePrompts.Values.Sum(template => Tokens(template) + Tokens(question.Paraphrases[0]) + Longest(spec, question));
        var said = (long)question.JudgePrompts.Count * (repeats ?? 1) * JudgeProtocol.MaxTokens(kind, repeats is not null);
        return price(ModelUse.Of(spec, judge, question))?.Of(new TokenUsage(answers * read, answers * said));
    }

    private static int Longest(SweepSpec spec, Question question) => question.IsReadFromLogProbs() ? 1 : spec.Sampling.MaxTokens;

    private static long Tokens(string text) => (Encoding.UTF8.GetByteCount(text) + BytesPerToken - 1) / BytesPerToken;

    private static Money Sum<T>(IEnumerable<T> items, Func<T, Money?> cost) => items.Aggregate(Money.Zero, (sum, item) => sum + (cost(item) ?? Money.Zero));
}
