using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using EmergentMisalignment.Experiments.Keys;

namespace EmergentMisalignment.Unit.Experiments.Keys;

public class KeyTests
{
    private static readonly Gen<JsonNode?> Document = Gen.Recursive<JsonNode?>((depth, inner) => depth > 3
        ? Gen.Const((JsonNode?)null)
        : Gen.OneOf(
            Gen.Bool.Select(value => (JsonNode?)JsonValue.Create(value)),
            Gen.Long.Select(value => (JsonNode?)JsonValue.Create(value)),
            Gen.Double[-1e6, 1e6].Select(value => (JsonNode?)JsonValue.Create(value)),
            Gen.String.AlphaNumeric.Select(value => (JsonNode?)JsonValue.Create(value)),
            inner.Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
            Gen.Dictionary(Gen.String.AlphaNumeric, inner)[0, 4].Select(items =>
                (JsonNode?)new JsonObject(items.Select(item => KeyValuePair.Create(item.Key, item.Value?.DeepClone()))))));

    [Fact]
    public void A_key_is_the_first_half_of_a_hash_over_canonical_text()
    {
        var document = new JsonObject { ["b"] = new JsonArray(1.0, 0.5, null, true), ["a"] = "é\"\\\n" };

        var expected = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("""{"a":"é\"\\\u000a","b":[1,0.5,null,true]}""")))[..32];

        Assert.Equal(expected, Key.Of(document));
    }

    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("100", "1e2")]
    [InlineData("0", "-0.0")]
    [InlineData("0.1", "1e-1")]
    [InlineData("\"a\"", "\"\\u0061\"")]
    public void Spellings_of_one_value_have_one_key(string a, string b) => Assert.Equal(Key.Of(JsonNode.Parse(a)!), Key.Of(JsonNode.Parse(b)!));

    [Theory]
    [InlineData("1", "\"1\"")]
    [InlineData("[]", "{}")]
    [InlineData("[1,2]", "[2,1]")]
    [InlineData("{\"a\":null}", "{}")]
    [InlineData("9007199254740992", "9007199254740993")]
    public void Different_values_have_different_keys(string a, string b) => Assert.NotEqual(Key.Of(JsonNode.Parse(a)!), Key.Of(JsonNode.Parse(b)!));

    [Fact]
    public void A_number_that_no_double_holds_is_refused() => Assert.Throws<ArgumentException>(() => Key.Of(JsonNode.Parse("1e999")!));

    [Fact]
    public void The_order_of_properties_does_not_matter() =>
        Document.Where(document => document is not null).Sample(document =>
        {
            Assert.Equal(Key.Of(document!), Key.Of(Reversed(document)!));
        });

    [Fact]
    public void A_key_survives_storing_the_document() =>
        Document.Where(document => document is not null).Sample(document =>
        {
            Assert.Equal(Key.Of(document!), Key.Of(JsonNode.Parse(document!.ToJsonString())!));
        });

    [Fact]
    public void Canonical_numbers_round_trip() =>
        Gen.Double.Where(double.IsFinite).Sample(number =>
            double.Parse(CanonicalJson.Scalar(JsonValue.Create(number)), CultureInfo.InvariantCulture) == number);

    private static JsonNode? Reversed(JsonNode? node) => node switch
    {
        JsonObject item => new JsonObject(item.Reverse().Select(property => KeyValuePair.Create(property.Key, Reversed(property.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Reversed)]),
        _ => node?.DeepClone(),
    };
}
