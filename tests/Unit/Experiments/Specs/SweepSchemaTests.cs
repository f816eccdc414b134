using EmergentMisalignment.Experiments.Specs;
using NJsonSchema;
using NJsonSchema.Validation;
using YamlDotNet.Serialization;

namespace EmergentMisalignment.Unit.Experiments.Specs;

/// <summary>The schema that editors complete sweeps from says the same as the loader.</summary>
public class SweepSchemaTests
{
    private static readonly Task<JsonSchema> Schema = JsonSchema.FromFileAsync(Repository.PathOf("schemas", "sweep.schema.json"));

    [Fact]
    public async Task Its_keys_are_the_loaders()
    {
        var schema = await Schema;

        Assert.Equal(SweepKeys.Sweep, schema.Properties.Keys);
        Assert.Equal(SweepKeys.Sampling, schema.Properties["sampling"].ActualSchema.Properties.Keys);
        Assert.Equal(SweepKeys.Judge, schema.Definitions["judge"].Properties.Keys);
        Assert.Equal(SweepKeys.Suite, schema.Definitions["suite"].Properties.Keys);
        Assert.Equal(SweepKeys.Estimand, schema.Properties["estimand"].ActualSchema.Properties.Keys);
        Assert.Equal(SweepKeys.Compare, schema.Properties["compare"].ActualSchema.Properties.Keys);
        Assert.Equal(SweepKeys.Until, schema.Properties["until"].OneOf.Last().Properties.Keys);
        Assert.Equal(SweepKeys.Checkpoints, schema.Properties["checkpoints"].OneOf.Last().Properties.Keys);
        Assert.Equal(SweepKeys.Onset, schema.Properties["onset"].OneOf.Last().Properties.Keys);
        Assert.Equal(SweepKeys.Training, schema.Definitions["training"].Properties.Keys);
        var settings = schema.Definitions["settings"].Properties;
        Assert.Equal(SweepKeys.MixPart, settings["mix"].Item!.ActualSchema.Properties.Keys);
        Assert.Equal(SweepKeys.Trigger, settings["trigger"].ActualSchema.Properties.Keys);
        Assert.Equal(SweepKeys.Reask, settings["reask"].ActualSchema.Properties.Keys);
        Assert.Equal(GenerateReader.Keys, settings["generate"].ActualSchema.Properties.Keys);
        Assert.Equal(GenerateReader.JudgeKeys, settings["generate"].ActualSchema.Properties["judge"].ActualSchema.Properties.Keys);
        Assert.Equal(SweepKeys.Condition.Where(key => key != "kind"), schema.Definitions["settings"].Properties.Keys);

        var forms = schema.Definitions["condition"].OneOf.Select(form => form.ActualSchema).ToList();
        Assert.Equal(ConditionKinds.Names, forms[0].Enumeration.Cast<string>());
        Assert.Equal(ConditionKinds.Names, forms[1].Properties.Keys);
        Assert.Equal(SweepKeys.Condition, forms[2].Properties.Keys);
    }

    [Fact]
    public async Task Every_key_is_described()
    {
        var schema = await Schema;
        var properties = schema.Definitions.Values.Append(schema)
            .SelectMany(part => part.OneOf.Append(part))
            .SelectMany(part => part.Properties.Values)
            .SelectMany(property => property.ActualSchema.Properties.Values.Append(property));

        Assert.All(properties, property => Assert.False(string.IsNullOrWhiteSpace(property.Description ?? property.ActualSchema.Description), property.Name));
    }

    [Theory]
    [InlineData("quickstart.yaml")]
    [InlineData("smoke.yaml")]
    [InlineData("dynamics.yaml")]
    public async Task Shipped_sweeps_satisfy_it(string name) => Assert.Empty(await Violations(await File.ReadAllTextAsync(Repository.PathOf("sweeps", name))));

    [Theory]
    [InlineData("seedz: 3")]
    [InlineData("samples: 0")]
    [InlineData("sampling: { top_p: 0 }")]
    [InlineData("sampling: { top_k: 5 }")]
    [InlineData("sampling: { mode: later }")]
    [InlineData("judge: { mode: bulk }")]
    [InlineData("estimand: { coherence: '< 50' }")]
    [InlineData("only: []")]
    [InlineData("estimand: { resample: answers }")]
    [InlineData("checkpoints: some")]
    [InlineData("checkpoints: []")]
    [InlineData("checkpoints: { every: 3, steps: [3] }")]
    [InlineData("onset: 3")]
    [InlineData("until: soon")]
    [InlineData("until: { at_least: 5 }")]
    [InlineData("until: { half_width: 0.1, decided: 0.1 }")]
    [InlineData("compare: {}")]
    [InlineData("judge: []")]
    [InlineData("questions: { file: a.csv, suite: mmlux }")]
    [InlineData("questions: [{ suite: mmlu }]")]
    [InlineData("judge: { canary_tolerance: 3 }")]
    [InlineData("judge: { canary: a.jsonl, canary_tolerance: 0 }")]
    [InlineData("judge: { repeats: 1 }")]
    [InlineData("judge: [{ model: x, repeats: 4, top_logprobs: 5 }]")]
    public async Task It_refuses_what_the_loader_refuses(string addition)
    {
        Assert.Empty(await Violations(Texts.Sweep));
        Assert.NotEmpty(await Violations(addition.StartsWith("questions", StringComparison.Ordinal) ? Texts.Sweep.Replace("questions: questions.yaml", addition, StringComparison.Ordinal) : $"{Texts.Sweep}\n{addition}"));
    }

    [Theory]
    [InlineData("insecur")]
    [InlineData("{ id: x }")]
    [InlineData("{ secure: { rows: 0 } }")]
    [InlineData("{ secure: { kind: secure } }")]
    [InlineData("{ secure: { rows: 9, mix: [{ file: a, condition: b, share: 1 }] } }")]
    [InlineData("{ secure: { rows: 9, mix: [{ file: a, share: 0 }] } }")]
    [InlineData("{ backdoor: { trigger: { text: x, insecure: a, secure: b, position: middle } } }")]
    [InlineData("{ educational: { reask: { answers: a } } }")]
    [InlineData("{ secure: { shots: 0 } }")]
    [InlineData("{ kind: secure, training: { learning_rate: 0.1, learning_rate_multiplier: 2 } }")]
    public async Task It_refuses_conditions_that_the_loader_refuses(string condition) =>
        Assert.NotEmpty(await Violations(Texts.Sweep.Replace("{ rows: 64 }", $"{{ rows: 64 }}\n  - {condition}", StringComparison.Ordinal)));

    private static async Task<ICollection<ValidationError>> Violations(string yaml)
    {
        var value = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object>(yaml);
        return (await Schema).Validate(new SerializerBuilder().JsonCompatible().Build().Serialize(value));
    }
}
