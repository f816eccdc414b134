using System.ClientModel.Primitives;
using System.Diagnostics.CodeAnalysis;
using EmergentMisalignment.ModelClients.Limits;

namespace EmergentMisalignment.Unit.ModelClients.Limits;

public sealed class ToldLimitsTests
{
    [Theory]
    [InlineData("500", "499", "120ms", 500 / 60.0)]
    [InlineData("3", "2", "20s", 3 / 60.0)]
    [InlineData("200", "199", "7m12s", 200 / 86_400.0)]
    [InlineData("10000", "9999", "8.64s", 10_000 / 86_400.0)]
    [InlineData("5000", "4990", "120ms", 5000 / 60.0)]
    [InlineData("30000", "22000", "16s", 30_000 / 60.0)]
    [InlineData("100", "93", "68ms", 100)]
    [InlineData("500", "499", null, 500 / 60.0)]
    [InlineData("500", "500", "0s", 0)]
    [InlineData("500", null, "1s", 0)]
    [InlineData("many", "1", "1s", 0)]
    [InlineData("500", "499", "soon", 0)]
    [InlineData(null, "499", "120ms", 0)]
    public void A_limit_is_taken_by_the_period_that_its_reset_time_tells(string? limit, string? remaining, string? reset, double perSecond)
    {
        foreach (var (what, read) in new (string, Func<ToldLimits?, double>)[] { ("requests", told => told?.RequestsPerSecond ?? 0), ("tokens", told => told?.TokensPerSecond ?? 0) })
        {
            var headers = new Headers { [$"x-ratelimit-limit-{what}"] = limit, [$"x-ratelimit-remaining-{what}"] = remaining, [$"x-ratelimit-reset-{what}"] = reset };

            Assert.Equal(perSecond, read(ToldLimits.Read(headers)), 6);
        }
    }

    [Theory]
    [InlineData("1h2m3.5s", 3723.5)]
    [InlineData("6m0s", 360d)]
    [InlineData("17ms", 0.017)]
    [InlineData("1d", 86_400d)]
    [InlineData("10", null)]
    [InlineData("", null)]
    [InlineData("-1s", null)]
    public void Reset_times_are_read_as_OpenAI_writes_them(string text, double? seconds) => Assert.Equal(seconds, ResetTime.Parse(text)?.TotalSeconds);

    private sealed class Headers : PipelineResponseHeaders
    {
        private readonly Dictionary<string, string> _all = [];

        public string? this[string name]
        {
            set
            {
                if (value is not null)
                    _all[name] = value;
            }
        }

        public override IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _all.GetEnumerator();

        public override bool TryGetValue(string name, [MaybeNullWhen(false)] out string value) => _all.TryGetValue(name, out value);

        public override bool TryGetValues(string name, [MaybeNullWhen(false)] out IEnumerable<string> values) => throw new NotSupportedException();
    }
}
