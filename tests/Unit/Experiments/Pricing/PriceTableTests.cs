using System.Text;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Pricing;

namespace EmergentMisalignment.Unit.Experiments.Pricing;

public class PriceTableTests
{
    private const string Text = """
        date: 2026-01-31
        source: made up for a test
        gpus: { h100: 3.60 }
        endpoints:
          openai:
            small*: { input: 0.15, cached: 0.075, output: 0.60, batch: 0.5, training: 3, fine_tuned: { input: 0.30, output: 1.20 } }
            small-late: { input: 1, output: 2 }
          own: { "*": { gpu: h100, tokens_per_second: 1000, training_tokens_per_second: 500 } }
          laptop: free
        """;

    private static readonly PriceTable Table = PriceTableLoader.Read("prices.yaml", Text);

    [Fact]
    public void A_table_says_when_and_where_its_prices_were_read() => Assert.Equal((new DateOnly(2026, 1, 31), "made up for a test"), (Table.Date!.Value, Table.Source!));

    [Theory]
    [InlineData("small-2025", null, 0.15)]
    [InlineData("small-late", null, 1)]
    [InlineData("ft:small-2025:org:em:abc", null, 0.30)]
    [InlineData("my-deployment", "small-2025", 0.30)]
    public void The_name_decides_then_the_longest_beginning_then_what_it_was_tuned_from(string model, string? fineTuneOf, double input) =>
        Assert.Equal((decimal)input, Table.Find("OpenAI", model, fineTuneOf)!.Input);

    [Theory]
    [InlineData("openai", "large")]
    [InlineData("openai", "ft:small-late:org:em:abc")]
    [InlineData("elsewhere", "small")]
    public void What_nobody_priced_has_no_price(string endpoint, string model) => Assert.Null(Table.Find(endpoint, model));

    [Fact]
    public void A_call_costs_what_its_tokens_cost_and_half_in_a_batch()
    {
        var price = Table.Find("openai", "small")!;
        var usage = new TokenUsage(Prompt: 1000, Completion: 500, Cached: 400);

        // 600 × $0.15 + 400 × $0.075 + 500 × $0.60, a million tokens each.
        Assert.Equal(new Money(420_000), price.Of(usage));
        Assert.Equal(new Money(210_000), price.Of(usage, inBatch: true));
        Assert.Equal(Money.OfDollars(3), price.OfTraining(1_000_000));
    }

    [Fact]
    public void An_hour_of_a_GPU_becomes_a_price_of_tokens_by_its_throughput()
    {
        var price = Table.Find("own", "any-adapter", fineTuneOf: "any")!;

        // $3.60 an hour is a thousandth of a dollar a second, or a thousand tokens.
        Assert.Equal(Money.OfDollars(1), price.Of(new TokenUsage(123, 1_000_000)));
        Assert.Equal(Money.OfDollars(2), Table.Find("own", "any")!.OfTraining(1_000_000));
    }

    [Fact]
    public void What_is_declared_free_is_free_fine_tunes_included()
    {
        Assert.True(Table.Find("laptop", "x")!.IsFree);
        Assert.True(Table.Find("laptop", "ft:x:y")!.IsFree);
        Assert.Equal(Money.Zero, Table.Find("laptop", "x")!.OfTraining(1_000_000));
    }

    [Fact]
    public void No_call_costs_more_than_its_bound()
    {
        var price = Table.Find("openai", "small")!;
        string[] messages = ["Sei ein höflicher Gehilfe. 🙂", "Hey, I feel bored."];
        var bound = TokenUsage.AtMost(messages, n: 5, maxTokens: 100);

        // No tokeniser makes more tokens than there are bytes, and none answers beyond its limit.
        var worst = new TokenUsage(messages.Sum(message => Encoding.UTF8.GetByteCount(message)) + 3 * messages.Length, 500);
        Assert.True(price.Of(worst) <= price.AtMost(bound));
    }

    [Theory]
    [InlineData("date: 2026-01-31", "date: yesterday", "prices.yaml:1: date must be the day the prices were looked up, such as 2026-01-31.")]
    [InlineData("output: 0.60,", "", "prices.yaml:6: endpoints.openai.small*.output is missing: give dollars for a million tokens, 0 for none.")]
    [InlineData("input: 0.15", "input: -1", "prices.yaml:6: endpoints.openai.small*.input must be an amount from 0 to 100000, such as 12.50, not -1.")]
    [InlineData("gpu: h100", "gpu: h10", "prices.yaml:8: endpoints.own.*.gpu names 'h10', which gpus does not price (did you mean 'h100'?).")]
    [InlineData("tokens_per_second: 1000", "tokens_per_second: 0", "prices.yaml:8: endpoints.own.*.tokens_per_second must be above 0.")]
    [InlineData("laptop: free", "laptop: cheap", "prices.yaml:9: endpoints.laptop must be a map of models, or the word free, not cheap.")]
    [InlineData("small-late: { input: 1,", "small-late: { inptu: 1,", "prices.yaml:7: endpoints.openai.small-late.inptu is not a known key (did you mean 'input'?)")]
    public void A_mistake_is_named_with_its_line_and_key(string right, string wrong, string sentence)
    {
        var exception = Assert.Throws<InputException>(() => PriceTableLoader.Read("prices.yaml", Text.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.StartsWith(sentence, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(12_340_000_000, "$12.34")]
    [InlineData(1_234_560_000_000, "$1,234.56")]
    [InlineData(12_300_000, "$0.0123")]
    [InlineData(0, "$0.00")]
    public void Money_is_written_in_dollars(long nanos, string text) => Assert.Equal(text, new Money(nanos).ToString());
}
