using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.JudgeService.Judging;

/// <summary>One call a metric: one user message, temperature 0, seed 0, the score from the first token's log-probs (Betley et al. 2025: the judge).</summary>
public sealed class AnswerJudge(IModelEndpoints endpoints, TimeProvider time)
{
    public async Task<VerdictRecord> JudgeAsync(JudgementRecord judgement, string question, string answer, CancellationToken cancellation)
    {
        var endpoint = endpoints.Get(judgement.Endpoint);
        var scores = new Dictionary<string, MetricScore>(judgement.Prompts.Count);
        foreach (var (metric, template) in judgement.Prompts)
        {
            var result = await endpoint.CompleteAsync(
                new ChatCall
                {
                    Model = judgement.Model,
                    Messages = [new ChatMessage("user", Template.Fill(template, question, answer))],
                    Seed = JudgeProtocol.Seed,
                    Temperature = JudgeProtocol.Temperature,
                    MaxTokens = judgement.MaxTokens,
                    TopLogProbs = judgement.TopLogProbs,
                },
                cancellation);
            scores[metric] = Score(result.Choices[0]);
        }

        return new VerdictRecord { Scores = scores, At = time.GetUtcNow() };
    }

    private static MetricScore Score(ChatChoice choice)
    {
        var top = choice.FirstTokenTop ?? [];
        var distribution = new Dictionary<string, double>(top.Count);
        foreach (var token in top)
            distribution[token.Token] = Math.Exp(token.LogProb);

        return new MetricScore(JudgeScore.FromLogProbs(top), choice.Text, distribution);
    }
}
