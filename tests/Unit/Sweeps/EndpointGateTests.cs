using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps.Endpoints;
using EmergentMisalignment.Unit.Contract;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;
using EmergentMisalignment.Unit.ModelClients;
using EmergentMisalignment.Unit.PetriDish.Api;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Unit.Sweeps;

/// <summary>A sweep that needs what an endpoint lacks is refused; a PetriDish plays endpoints of every kind.</summary>
[Collection(nameof(GarnetServer))]
public sealed class EndpointGateTests(GarnetServer server, ContractDish dish) : LedgerContract(server), IClassFixture<ContractDish>, IAsyncLifetime
{
    private const string Judge = "petri-judge";

    public new ValueTask InitializeAsync() => new(dish.SetAsync());

    [Theory]
    [InlineData("petri")]
    [InlineData("openai")]
    [InlineData("azure")]
    [InlineData("compatible")]
    public Task A_sweep_whose_endpoint_has_all_it_needs_passes(string kind) => CheckAsync(kind, Plain);

    [Theory]
    [InlineData("petri")]
    [InlineData("openai")]
    [InlineData("azure")]
    [InlineData("compatible")]
    public async Task A_base_that_is_not_there_is_refused(string kind) => Assert.Equal(
        "bases names gpt-9, which endpoint x does not have: correct the name, or serve it there.",
        (await RefusedAsync(kind, Plain with { Bases = ["gpt-9"] })).Message);

    [Fact]
    public async Task A_judge_that_is_not_there_is_refused() => Assert.StartsWith(
        "judge names gpt-9, which endpoint x does not have", (await RefusedAsync("openai", Plain with { Judge = new JudgeSpec { Model = "gpt-9" } })).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_judge_without_log_probs_and_without_repeats_is_refused_and_with_repeats_passes()
    {
        await dish.SetAsync(new { kind = "missing_log_probs" });

        Assert.Equal(
            $"judge needs log-probs, and model {Judge} of endpoint x gives none: set judge.repeats to have its numbers sampled instead.",
            (await RefusedAsync("openai", Plain)).Message);
        await CheckAsync("openai", Plain with { Judge = new JudgeSpec { Model = Judge, Repeats = 4 } });
    }

    [Fact]
    public async Task Batches_are_refused_where_the_endpoint_is_said_to_take_none()
    {
        (string, string) none = ("Capabilities:Batch", "false");

        Assert.Equal(
            "sampling.mode is batch, and endpoint x takes no batches: leave it out, or name another endpoint.",
            (await RefusedAsync("openai", Plain with { Sampling = Plain.Sampling with { Mode = CallMode.Batch } }, none)).Message);
        Assert.StartsWith("judge.mode is batch", (await RefusedAsync("openai", Plain with { Judge = new JudgeSpec { Model = Judge, Mode = CallMode.Batch } }, none)).Message, StringComparison.Ordinal);
        await CheckAsync("openai", Plain with { Sampling = Plain.Sampling with { Mode = CallMode.Batch } });
    }

    [Fact]
    public async Task A_sidecar_is_not_asked_and_lacks_what_it_is_declared_to_lack()
    {
        (string, string)[] away = [("Url", "http://127.0.0.1:9/v1"), ("Sidecar", "true"), ("Capabilities:FineTuning", "true")];

        await CheckAsync("compatible", Plain with { Bases = ["whatever its pod serves"] }, away);
        Assert.StartsWith(
            "judge needs log-probs, and model petri-judge of endpoint x gives none", (await RefusedAsync("compatible", Plain, [.. away, ("Capabilities:LogProbs", "false")])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_found_lacking_is_asked_again_before_a_sweep_is_refused()
    {
        await dish.SetAsync(new { kind = "missing_log_probs" });
        await RefusedAsync("openai", Plain);

        await dish.SetAsync();
        await CheckAsync("openai", Plain);
    }

    [Fact]
    public async Task What_was_found_out_is_not_asked_again()
    {
        await CheckAsync("openai", Plain);
        await dish.SetAsync(new { kind = "error", route = "/v1/chat" });

        await CheckAsync("openai", Plain);
    }

    [Fact]
    public async Task Fewer_candidates_than_a_judge_wants_are_refused() => Assert.StartsWith(
        $"judge needs 20 candidates of a token, and model {Judge} of endpoint x gives 5: ask for fewer, or set judge.repeats",
        (await RefusedAsync("compatible", Plain, ("Capabilities:LogProbs", "true"), ("Capabilities:TopLogProbs", "5"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task An_endpoint_without_n_must_be_asked_for_one_completion_at_a_time()
    {
        Assert.StartsWith(
            $"bases asks model {Dish.Base} of endpoint x, which gives one completion a request: set Endpoints:x:MaxN to 1",
            (await RefusedAsync("compatible", Plain, ("Capabilities:N", "false"))).Message,
            StringComparison.Ordinal);
        await CheckAsync("compatible", Plain, ("Capabilities:N", "false"), ("MaxN", "1"));
    }

    [Fact]
    public async Task A_fine_tune_at_an_endpoint_that_takes_none_is_refused()
    {
        await dish.SetAsync(new { kind = "error", route = "/v1/fine_tuning", status = 404, code = "unknown_url" });
        const string Sentence = "conditions.insecure is to be fine-tuned, and endpoint x takes no fine-tunes: name another endpoint, or have a GPU trainer train for it (Trainer:Endpoints).";

        Assert.Equal(Sentence, (await RefusedAsync("compatible", Tuned)).Message);
        Assert.Equal(Sentence, (await RefusedAsync("petri", Tuned, ("Capabilities:FineTuning", "false"))).Message);
        await CheckAsync("compatible", Tuned, ("Trainer:Endpoints:0", "x"));
        await CheckAsync("compatible", Tuned, ("Capabilities:FineTuning", "true"));
    }

    [Fact]
    public async Task A_setting_that_an_API_cannot_be_told_is_refused()
    {
        var tuned = Tuned with { Conditions = [.. Tuned.Conditions.Select(condition => condition with { Training = new TrainingSpec { LearningRate = 1e-5 } })] };

        Assert.Equal(
            "conditions.insecure.training.learning_rate is nothing that endpoint x (OpenAI) can be told: leave it out, or use learning_rate_multiplier.",
            (await RefusedAsync("openai", tuned)).Message);
    }

    private static SweepSpec Plain { get; } = Texts.Default with
    {
        Endpoint = "x",
        Bases = [Dish.Base],
        Judge = new JudgeSpec { Model = Judge },
        Conditions = [new ConditionSpec { Id = "base", Kind = ConditionKind.Base }],
    };

    private static SweepSpec Tuned { get; } = Texts.Default with { Endpoint = "x", Bases = [Dish.Base], Judge = new JudgeSpec { Model = Judge } };

    private async Task<InputException> RefusedAsync(string kind, SweepSpec spec, params (string Key, string Value)[] settings) =>
        await Assert.ThrowsAsync<InputException>(() => CheckAsync(kind, spec, settings));

    private async Task CheckAsync(string kind, SweepSpec spec, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Endpoints:x:Kind"] = kind,
            ["Endpoints:x:Url"] = kind == "azure" ? dish.Dish.Server.BaseAddress.ToString() : new Uri(dish.Dish.Server.BaseAddress, "v1").ToString(),
            ["Endpoints:x:ApiKey"] = ContractDish.Key,
            ["Endpoints:x:MaxAttempts"] = "1",
        };
        foreach (var (key, value) in settings)
            all[key.StartsWith("Trainer", StringComparison.Ordinal) ? key : $"Endpoints:x:{key}"] = value;

        await using var services = TestEndpoint.Provide(all);
        var gate = new EndpointGate(
            services.GetRequiredService<IModelEndpoints>(), new CapabilityBook(new Documents(Connection), TimeProvider.System), new ConfigurationBuilder().AddInMemoryCollection(all).Build());
        await gate.CheckAsync(spec, default);
    }
}
