using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.JudgeService.Judging;

/// <summary>
/// One call a metric: one user message, temperature 0, seed 0, the score from the first token's log-probs (Betley et al. 2025: the judge). Of a judge without
/// log-probs a number is sampled several times.
/// </summary>
public sealed class AnswerJudge(IModelEndpoints endpoints, TimeProvider time)
{
    /// <param name="judgement">How it is judged.</param>
    /// <param name="question">The question, as the model was asked.</param>
    /// <param name="answer">What is judged.</param>
    /// <param name="ask">Gets the replies: from the endpoint, from who has them already, or from who only wants to know the calls. They come one after another, always in the same order.</param>
    /// <param name="cancellation"/>
    public async Task<VerdictRecord> JudgeAsync(
        JudgementRecord judgement, string question, AnswerRecord answer, Func<ChatCall, CancellationToken, Task<ChatResult>> ask, CancellationToken cancellation)
    {
        var scores = judgement.Choice is { } choice ? ChoiceJudge.Score(choice, answer) : await AskAsync(judgement, question, answer.Text, ask, cancellation);
        return new VerdictRecord { Scores = scores, At = time.GetUtcNow() };
    }

    private async Task<IReadOnlyDictionary<string, MetricScore>> AskAsync(
        JudgementRecord judgement, string question, string answer, Func<ChatCall, CancellationToken, Task<ChatResult>> ask, CancellationToken cancellation)
    {
        var maxN = endpoints.Get(judgement.Endpoint).Options.MaxN;
        var scores = new Dictionary<string, MetricScore>(judgement.Prompts.Count);
        foreach (var (metric, template) in judgement.Prompts)
        {
            var call = new ChatCall
            {
                Model = judgement.Model,
                Messages = [new ChatMessage("user", Template.Fill(template, question, answer))],
                Seed = JudgeProtocol.Seed,
                Temperature = JudgeProtocol.Temperature,
                MaxTokens = judgement.MaxTokens,
                TopLogProbs = judgement.TopLogProbs,
            };
            if (judgement.Repeats is { } repeats)
            {
                scores[metric] = await RepeatAsync(ask, call, repeats, maxN, cancellation);
                continue;
            }

            var reply = (await ask(call, cancellation)).Choices[0];
            if (judgement.Kind == JudgementKind.Rubric)
                return RubricJudge.Score(TextOf(reply));

            scores[metric] = Read(judgement.Kind, reply);
        }

        return scores;
    }

    /// <summary>A call that fails fails the whole score: fewer replies would be another judge.</summary>
    private static async Task<MetricScore> RepeatAsync(
        Func<ChatCall, CancellationToken, Task<ChatResult>> ask, ChatCall call, int repeats, int maxN, CancellationToken cancellation)
    {
        var replies = new List<string>(repeats);
        while (replies.Count < repeats)
        {
            var part = call with
            {
                N = Math.Min(repeats - replies.Count, maxN),
                Seed = JudgeProtocol.Seed + replies.Count,
                Temperature = JudgeProtocol.RepeatTemperature,
            };
            replies.AddRange((await ask(part, cancellation)).Choices.Select(TextOf));
        }

        var (score, shares) = JudgeScore.FromReplies(replies);
        return new MetricScore(score, replies[0], shares);
    }

    private static MetricScore Read(JudgementKind kind, ChatChoice choice)
    {
        var top = choice.FirstTokenTop ?? [];
        return new MetricScore(kind == JudgementKind.Score ? JudgeScore.FromLogProbs(top) : null, TextOf(choice), top.Probabilities());
    }

    private static string TextOf(ChatChoice choice) => choice.Refusal ?? choice.Text;
}
