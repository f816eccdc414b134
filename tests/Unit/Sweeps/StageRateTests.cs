using EmergentMisalignment.Sweeps.Looking;
using Microsoft.Extensions.Time.Testing;

namespace EmergentMisalignment.Unit.Sweeps;

public class StageRateTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly StageRate _rate;

    public StageRateTests() => _rate = new StageRate(_time);

    [Fact]
    public void One_look_has_no_rate_and_no_time_left()
    {
        _rate.Observe(500);

        Assert.Equal(0, _rate.PerSecond);
        Assert.Null(_rate.TimeLeft(100));
    }

    [Fact]
    public void A_steady_stage_is_told_as_it_is()
    {
        for (var second = 0; second <= 100; second++)
        {
            _rate.Observe(1000 + 25 * second);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(25, _rate.PerSecond, 9);
        Assert.Equal(TimeSpan.FromSeconds(4), _rate.TimeLeft(100));
    }

    [Fact]
    public void What_was_reused_is_not_taken_for_speed()
    {
        _rate.Observe(1_000_000);
        _time.Advance(TimeSpan.FromSeconds(10));
        _rate.Observe(1_000_010);

        Assert.Equal(1, _rate.PerSecond, 9);
    }

    [Fact]
    public void A_stall_is_noticed_within_half_a_minute()
    {
        foreach (var done in new[] { 0, 100, 200, 200, 200, 200, 200, 200 })
        {
            _rate.Observe(done);
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(0, _rate.PerSecond);
        Assert.Null(_rate.TimeLeft(1));
    }

    [Fact]
    public void Looks_further_apart_than_half_a_minute_still_have_a_rate()
    {
        _rate.Observe(0);
        _time.Advance(TimeSpan.FromMinutes(10));
        _rate.Observe(600);

        Assert.Equal(1, _rate.PerSecond, 9);
    }

    [Fact]
    public void The_time_left_has_an_end()
    {
        _rate.Observe(0);
        _time.Advance(TimeSpan.FromDays(1));
        _rate.Observe(1);

        Assert.Equal(TimeSpan.FromDays(365), _rate.TimeLeft(long.MaxValue));
    }
}
