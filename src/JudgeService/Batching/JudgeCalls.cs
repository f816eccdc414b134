using EmergentMisalignment.JudgeService.Judging;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.JudgeService.Batching;

/// <summary>The calls of one verdict, in the order in which they are made: found by letting the judge ask somebody who only listens.</summary>
public sealed class JudgeCalls(AnswerJudge judge)
{
    public async Task<IReadOnlyList<ChatCall>> OfAsync(JudgementRecord judgement, string question, AnswerRecord answer, CancellationToken cancellation)
    {
        var calls = new List<ChatCall>();
        await judge.JudgeAsync(
            judgement, question, answer,
            (call, _) =>
            {
                calls.Add(call);
                return Task.FromResult(new ChatResult([.. Enumerable.Range(0, call.N).Select(i => new ChatChoice(i, "", "stop", null, null, null))], 0, 0, null, call.Model));
            },
            cancellation);
        return calls;
    }
}
