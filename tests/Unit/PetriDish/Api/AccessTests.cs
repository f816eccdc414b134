using System.Net;
using System.Net.Http.Headers;

namespace EmergentMisalignment.Unit.PetriDish.Api;

public sealed class AccessTests
{
    [Theory]
    [InlineData(null, 401)]
    [InlineData("Bearer wrong", 401)]
    [InlineData("Bearer secret2", 401)]
    [InlineData("Basic secret", 401)]
    [InlineData("Bearer secret", 200)]
    public async Task With_a_key_only_who_brings_it_is_served(string? authorization, int status)
    {
        await using var dish = await Dish.StartAsync(options => options.ApiKey = "secret");
        dish.Http.DefaultRequestHeaders.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);

        using var response = await dish.Http.GetAsync("v1/models");
        Assert.Equal(status, (int)response.StatusCode);
        using var health = await dish.Http.GetAsync("health");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task Without_a_key_it_does_not_start_on_an_open_address()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Dish.StartAsync(options => options.Url = "http://0.0.0.0:0"));

        Assert.Contains("without an API key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_key_it_does()
    {
        await using var dish = await Dish.StartAsync(options => (options.Url, options.ApiKey) = ("http://0.0.0.0:0", "secret"));

        Assert.NotEqual(0, dish.Server.BaseAddress.Port);
    }
}
