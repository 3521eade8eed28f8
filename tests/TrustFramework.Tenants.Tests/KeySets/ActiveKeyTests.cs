using TrustFramework.Tenants.KeySets;

namespace TrustFramework.Tenants.Tests.KeySets;

/// <summary>Which key of a set is active: graph-surface 7.1. A key is written as <c>name nbf exp</c>; <c>-</c> means absent, <c>!</c> disabled.</summary>
public sealed class ActiveKeyTests
{
    [Theory]
    [InlineData("a - -", 0, "a")]
    [InlineData("a - -, b - -", 0, "b")]
    [InlineData("a 5 -, b - -", 4, "b")]
    [InlineData("a 5 -, b - -", 5, "a")]
    [InlineData("b - -, a 5 -", 6, "a")]
    [InlineData("a 5 -, b 7 -", 6, "a")]
    [InlineData("a 5 -, b 7 -", 7, "b")]
    [InlineData("b 7 -, a 5 -", 7, "b")]
    [InlineData("a 5 -, b 5 -", 5, "b")]
    [InlineData("a 5 9, b 7 8", 7, "b")]
    [InlineData("a 5 9, b 7 8", 8, "a")]
    [InlineData("a 5 9, b 7 8, c - -", 9, "c")]
    [InlineData("a 5 9, b 7 - !", 8, "a")]
    [InlineData("a - 9, b - -", 8, "b")]
    [InlineData("b - -, a - 9", 8, "a")]
    [InlineData("b - -, a - 9", 9, "b")]
    public void The_active_key_is_the_enabled_and_valid_key_with_the_latest_nbf(string keys, int now, string active) =>
        ParseKeySet(keys).GetActiveKey(At(now), default).Value.KeyId.Should().Be(active);

    [Theory]
    [InlineData("", 5, NoActiveKeyReason.Empty)]
    [InlineData("a - - !, b 5 - !", 5, NoActiveKeyReason.AllDisabled)]
    [InlineData("a 5 7", 4, NoActiveKeyReason.OutsideValidity)]
    [InlineData("a 5 7", 7, NoActiveKeyReason.OutsideValidity)]
    [InlineData("a 5 5", 5, NoActiveKeyReason.OutsideValidity)]
    [InlineData("a 5 7, b - - !", 7, NoActiveKeyReason.OutsideValidity)]
    public void The_refusal_states_why_there_is_no_active_key(string keys, int now, NoActiveKeyReason reason) =>
        ParseKeySet(keys).GetActiveKey(At(now), default).Error.Should().Be(new Refusal.NoActiveKey("B2C_1A_a", default, reason));

    [Fact]
    public void The_instant_before_a_boundary_belongs_to_the_previous_period()
    {
        var set = ParseKeySet("a 5 7, b 7 9");

        set.GetActiveKey(At(7).AddTicks(-1), default).Value.KeyId.Should().Be("a");
        set.GetActiveKey(At(9).AddTicks(-1), default).Value.KeyId.Should().Be("b");
        set.GetActiveKey(At(5).AddTicks(-1), default).Error.Should().NotBeNull();
    }

    private static KeySet ParseKeySet(string keys) => new("B2C_1A_a", [.. keys.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(ParseKey)]);

    private static Key ParseKey(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new Key
        {
            KeyId = parts[0],
            Use = KeyUse.Signature,
            NotBefore = parts[1] == "-" ? null : At(int.Parse(parts[1], null)).ToUnixTimeSeconds(),
            Expires = parts[2] == "-" ? null : At(int.Parse(parts[2], null)).ToUnixTimeSeconds(),
            Status = parts.Length > 3 ? KeyStatus.Disabled : KeyStatus.Enabled,
            Material = new KeyMaterial.Oct(new byte[32]),
        };
    }

    private static DateTimeOffset At(int second) => new(2026, 11, 1, 12, 0, second, TimeSpan.Zero);
}
