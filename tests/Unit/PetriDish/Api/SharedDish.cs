namespace EmergentMisalignment.Unit.PetriDish.Api;

/// <summary>One server for the tests of a class that leave it as it was.</summary>
public sealed class SharedDish : IAsyncLifetime
{
    public Dish Dish { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Dish = await Dish.StartAsync();

    public ValueTask DisposeAsync() => Dish.DisposeAsync();
}
