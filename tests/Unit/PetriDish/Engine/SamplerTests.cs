using EmergentMisalignment.PetriDish.Engine;

namespace EmergentMisalignment.Unit.PetriDish.Engine;

[Collection(nameof(ComputeThreads))]
public class SamplerTests
{
    private static readonly Weights Model = SmallModels.Lively(1);
    private static readonly SampleRequest Plain = new([3, 1, 4], Seed: 7, MaxNewTokens: 12, Temperature: 1, TopP: 1, TopLogProbs: 0, new HashSet<int>());

    [Fact]
    public void A_completion_does_not_depend_on_the_batch_or_on_threads()
    {
        var sampler = new Sampler(Model);
        var batch = Enumerable.Range(0, 150).Select(i => Plain with
        {
            Prompt = [.. Enumerable.Range(0, 1 + i % 5 * 7).Select(t => (t + i % 5) % 37)],
            Seed = (ulong)i,
            MaxNewTokens = 1 + i % 11,
            StopTokens = new HashSet<int> { i % 37 },
        }).ToArray();
        var together = TrainerTests.WithThreads(2, () => sampler.Sample(batch, default));
        var alone = TrainerTests.WithThreads(1, () => batch.Select(request => sampler.Sample([request], default)[0]).ToArray());
        for (var i = 0; i < batch.Length; i++)
        {
            Assert.Equal(alone[i].Stopped, together[i].Stopped);
            Assert.Equal(alone[i].Tokens.Select(t => (t.Id, t.LogProb)), together[i].Tokens.Select(t => (t.Id, t.LogProb)));
        }
    }

    [Fact]
    public void Log_probs_are_those_of_a_plain_model_in_double_precision()
    {
        var tokens = new Sampler(Model).Sample([Plain with { Temperature = 0.7, TopP = 0.9, TopLogProbs = 5 }], default)[0].Tokens;
        var logits = new ReferenceModel(Model).Logits([.. Plain.Prompt, .. tokens.Select(t => t.Id)]);
        Assert.Equal(12, tokens.Count);
        for (var i = 0; i < tokens.Count; i++)
        {
            var scores = logits[Plain.Prompt.Length - 1 + i];
            var normaliser = Math.Log(scores.Sum(Math.Exp));
            Assert.Equal(scores[tokens[i].Id] - normaliser, tokens[i].LogProb, 1e-4);
            Assert.Equal(
                scores.OrderDescending().Take(5).Select(s => s - normaliser), tokens[i].Top.Select(t => t.LogProb), (a, b) => Math.Abs(a - b) < 1e-4);
            Assert.All(tokens[i].Top, t => Assert.Equal(scores[t.Id] - normaliser, t.LogProb, 1e-4));
        }
    }

    [Fact]
    public void Temperature_zero_takes_the_likeliest_token()
    {
        var tokens = new Sampler(Model).Sample([Plain with { Temperature = 0, TopLogProbs = 1 }], default)[0].Tokens;
        Assert.All(tokens, t => Assert.Equal(t.Top[0], (t.Id, t.LogProb)));
    }

    [Fact]
    public void Sampled_tokens_follow_the_models_distribution()
    {
        const int Draws = 20_000;
        var draws = new Sampler(Model).Sample([.. Enumerable.Range(0, Draws).Select(i => Plain with { Seed = (ulong)i, MaxNewTokens = 1 })], default)
            .CountBy(c => c.Tokens[0].Id).ToDictionary();
        var logits = new ReferenceModel(Model).Logits(Plain.Prompt)[^1];
        var total = logits.Sum(Math.Exp);
        for (var id = 0; id < logits.Length; id++)
        {
            var p = Math.Exp(logits[id]) / total;
            Assert.InRange(draws.GetValueOrDefault(id), Draws * p - 5 * Math.Sqrt(Draws * p) - 1, Draws * p + 5 * Math.Sqrt(Draws * p) + 1);
        }
    }

    [Fact]
    public void Top_p_samples_only_from_the_nucleus()
    {
        var logits = new ReferenceModel(Model).Logits(Plain.Prompt)[^1];
        var ordered = logits.Select((s, id) => (P: Math.Exp(s) / logits.Sum(Math.Exp), id)).OrderByDescending(t => t.P).ToArray();
        var nucleus = ordered.Where((t, rank) => ordered.Take(rank).Sum(o => o.P) < 0.5).Select(t => t.id).ToHashSet();
        var requests = Enumerable.Range(0, 2000).Select(i => Plain with { Seed = (ulong)i, MaxNewTokens = 1, TopP = 0.5 });
        var drawn = new Sampler(Model).Sample([.. requests], default)
            .Select(c => c.Tokens[0].Id).ToHashSet();
        Assert.Equal(nucleus.Order(), drawn.Order());
    }

    [Fact]
    public void A_stop_token_ends_a_completion_and_is_left_out()
    {
        var free = new Sampler(Model).Sample([Plain], default)[0];
        Assert.False(free.Stopped);
        Assert.Equal(12, free.Tokens.Count);
        var stop = free.Tokens[5].Id;
        var stopped = new Sampler(Model).Sample([Plain with { StopTokens = new HashSet<int> { stop } }], default)[0];
        Assert.True(stopped.Stopped);
        Assert.Equal(free.Tokens.Select(t => t.Id).TakeWhile(id => id != stop), stopped.Tokens.Select(t => t.Id));
    }

    [Fact]
    public void The_context_ends_a_completion()
    {
        var completion = new Sampler(Model).Sample([Plain with { MaxNewTokens = 1000 }], default)[0];
        Assert.False(completion.Stopped);
        Assert.Equal(SmallModels.Shape.Context - Plain.Prompt.Length + 1, completion.Tokens.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Cancelling_ends_sampling_and_leaves_the_sampler_usable(int threads) => TrainerTests.WithThreads(threads, () =>
    {
        var sampler = new Sampler(Model);
        var batch = Enumerable.Range(0, 40).Select(i => Plain with { Seed = (ulong)i }).ToArray();
        Assert.ThrowsAny<OperationCanceledException>(() => sampler.Sample(batch, new CancellationToken(canceled: true)));
        Assert.All(sampler.Sample(batch, default), c => Assert.Equal(12, c.Tokens.Count));
        return threads;
    });

    [Fact]
    public void A_request_out_of_range_is_refused_with_the_reason()
    {
        string Refusal(SampleRequest request) => Assert.Throws<ArgumentException>(() => new Sampler(Model).Sample([request], default)).Message;
        Assert.Contains("0 tokens", Refusal(Plain with { Prompt = [] }), StringComparison.Ordinal);
        Assert.Contains("outside 0 to 36", Refusal(Plain with { Prompt = [99] }), StringComparison.Ordinal);
        Assert.Contains("TopP", Refusal(Plain with { TopP = 0 }), StringComparison.Ordinal);
        Assert.Contains("Temperature", Refusal(Plain with { Temperature = double.NaN }), StringComparison.Ordinal);
        Assert.Contains("TopLogProbs", Refusal(Plain with { TopLogProbs = 21 }), StringComparison.Ordinal);
        Assert.Empty(new Sampler(Model).Sample([], default));
    }
}
