using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.Tests.Storage;

/// <summary>What every store keeps. A new one derives a class from this and inherits the promises.</summary>
public abstract class TenantStoreContract
{
    private static readonly TenantId Here = new(new Guid("00000000-0000-0000-0000-000000000001"));
    private static readonly TenantId Elsewhere = new(new Guid("00000000-0000-0000-0000-000000000002"));

    private readonly Func<int, ITenantStore> _make;
    private readonly ITenantStore _store;

    /// <param name="make">Given how many tenants may hold something.</param>
    protected TenantStoreContract(Func<int, ITenantStore> make) => (_make, _store) = (make, make(int.MaxValue));

    [Fact]
    public async Task What_was_put_is_found_in_any_letter_case()
    {
        await PutAsync("Mixed", 1);

        (await _store.FindAsync<Counter>(Here, "mIXED")).Should().Be(new Counter("Mixed", 1));
    }

    [Fact]
    public async Task Tenants_and_kinds_share_nothing()
    {
        await PutAsync("a", 1);

        (await _store.FindAsync<Counter>(Elsewhere, "a")).Should().BeNull();
        (await _store.ListAsync<Counter>(Elsewhere)).Should().BeEmpty();
        (await _store.FindAsync<Label>(Here, "a")).Should().BeNull();
    }

    [Fact]
    public async Task A_list_is_sorted_by_id_and_does_not_change_afterwards()
    {
        foreach (var id in new[] { "b", "C", "a" })
            await PutAsync(id, 1);
        var list = await _store.ListAsync<Counter>(Here);
        await PutAsync("d", 1);

        list.Select(counter => counter.Id).Should().Equal("a", "b", "C");
    }

    [Theory]
    [InlineData(null, 2, "a", "b")]
    [InlineData("a", 2, "b", "C")]
    [InlineData("B", 9, "C", "d")]
    [InlineData("aa", 1, "b")]
    [InlineData("", 1, "a")]
    [InlineData("c", 0)]
    [InlineData("d", 9)]
    [InlineData("zz", 9)]
    public async Task A_piece_of_a_list_begins_behind_any_id_in_any_letter_case(string? after, int most, params string[] expected)
    {
        foreach (var id in new[] { "b", "d", "C", "a" })
            await PutAsync(id, 1);

        (await _store.ListAsync<Counter>(Here, new KeyRange(after, most))).Select(counter => counter.Id).Should().Equal(expected);
        (await _store.ListAsync<Counter>(Elsewhere, new KeyRange(after, most))).Should().BeEmpty();
    }

    [Fact]
    public async Task Pieces_add_up_to_the_list_whatever_comes_and_goes_in_between()
    {
        foreach (var i in Enumerable.Range(0, 300))
            await PutAsync($"c{i * 7 % 300:D3}", i);
        List<string> seen = [];

        while (await _store.ListAsync<Counter>(Here, new KeyRange(seen.LastOrDefault(), 7)) is { Count: > 0 } piece)
        {
            seen.AddRange(piece.Select(counter => counter.Id));
            await _store.RemoveAsync<Counter>(Here, seen[^1]);
            await PutAsync($"b{seen[^1]}", 0);
        }

        seen.Should().Equal(Enumerable.Range(0, 300).Select(i => $"c{i:D3}"));
    }

    [Fact]
    public async Task Records_are_counted_by_kind_and_tenant()
    {
        foreach (var id in new[] { "a", "B", "b" })
            await PutAsync(id, 1);

        (await _store.CountAsync<Counter>(Here)).Should().Be(2);
        (await _store.CountAsync<Label>(Here), await _store.CountAsync<Counter>(Elsewhere)).Should().Be((0, 0));
    }

    [Fact]
    public async Task A_transition_sees_what_is_there_and_how_many_there_are()
    {
        await PutAsync("a", 1);
        await PutAsync("b", 1);
        (Counter? Current, int Held) seen = default;

        var change = await _store.ChangeAsync<Counter>(Here, "A", (current, held) =>
        {
            seen = (current, held);
            return current! with { Count = 7 };
        });

        seen.Should().Be((new Counter("a", 1), 2));
        change.Value.Should().Be(new Change<Counter>(new Counter("a", 1), new Counter("a", 7)));
    }

    [Fact]
    public async Task A_refused_transition_changes_nothing()
    {
        await PutAsync("a", 1);

        var change = await _store.ChangeAsync<Counter>(Here, "a", (_, _) => new Refusal.KeyTypesMixed());

        change.Refusal.Should().BeOfType<Refusal.KeyTypesMixed>();
        (await _store.FindAsync<Counter>(Here, "a"))!.Count.Should().Be(1);
    }

    [Fact]
    public async Task What_is_removed_comes_back_once()
    {
        await PutAsync("a", 1);

        (await _store.RemoveAsync<Counter>(Here, "A")).Should().Be(new Counter("a", 1));
        (await _store.RemoveAsync<Counter>(Here, "A")).Should().BeNull();
        (await _store.ListAsync<Counter>(Here)).Should().BeEmpty();
    }

    [Fact]
    public async Task Changes_made_at_once_are_all_kept()
    {
        var changes = Enumerable.Range(0, 2000).Select(i => Task.Run(async () => await _store.ChangeAsync<Counter>(
            Here, $"c{i % 4}", (current, _) => new Counter($"c{i % 4}", (current?.Count ?? 0) + 1))));

        await Task.WhenAll(changes);

        (await _store.ListAsync<Counter>(Here)).Select(counter => counter.Count).Should().Equal(500, 500, 500, 500);
    }

    [Fact]
    public async Task Everything_is_listed_and_replaced_in_one_step()
    {
        await PutAsync("b", 1);
        await PutAsync("a", 1);
        await _store.ChangeAsync<Label>(Here, "l", (_, _) => new Label("l"));
        IReadOnlyList<ITenantRecord> seen = [];

        await _store.ChangeAllAsync(Here, all =>
        {
            seen = all;
            return [.. all.OfType<Label>(), new Counter("c", 3)];
        });

        seen.Should().BeEquivalentTo<ITenantRecord>([new Counter("a", 1), new Counter("b", 1), new Label("l")]);
        (await _store.ListAllAsync(Here)).Should().BeEquivalentTo<ITenantRecord>([new Label("l"), new Counter("c", 3)]);
        (await _store.FindAsync<Counter>(Here, "C"))!.Count.Should().Be(3);
        (await _store.FindAsync<Counter>(Here, "a")).Should().BeNull();
    }

    [Fact]
    public async Task A_tenant_is_there_as_long_as_it_holds_anything()
    {
        await PutAsync("a", 1);
        await _store.ChangeAsync<Counter>(Elsewhere, "a", (_, _) => new Refusal.KeyTypesMixed());
        (await _store.ListTenantsAsync()).Should().Equal(Here);
        (await _store.HasRecordsAsync(Here), await _store.HasRecordsAsync(Elsewhere)).Should().Be((true, false));

        await _store.ChangeAllAsync(Elsewhere, _ => [new Label("l")]);
        (await _store.ListTenantsAsync()).Should().Equal(Here, Elsewhere);
        await _store.ChangeAllAsync(Elsewhere, _ => []);
        await _store.RemoveAsync<Counter>(Here, "a");

        (await _store.ListTenantsAsync()).Should().BeEmpty();
        (await _store.ListAllAsync(Here)).Should().BeEmpty();
    }

    [Fact]
    public async Task No_more_tenants_come_into_being_than_there_may_be()
    {
        var store = _make(2);
        ValueTask<Outcome<Change<Counter>>> PutAsync(TenantId tenant) => store.ChangeAsync<Counter>(tenant, "a", (_, _) => new Counter("a", 1));
        var third = new TenantId(new Guid("00000000-0000-0000-0000-000000000003"));
        await PutAsync(Here);
        await PutAsync(TenantId.Global);
        (await store.HasCapacityAsync(third)).Should().BeTrue("what holds for everyone is no tenant");
        await PutAsync(Elsewhere);

        (await PutAsync(third)).Refusal.Should().Be(new Refusal.TooManyTenants(2));
        (await store.ChangeAllAsync(third, _ => [new Label("l")])).Should().Be(new Refusal.TooManyTenants(2));
        (await store.ChangeAllAsync(third, _ => [])).Should().BeNull();
        (await store.HasCapacityAsync(third), await store.HasCapacityAsync(Here), await store.HasCapacityAsync(TenantId.Global)).Should().Be((false, true, true));
        (await PutAsync(Here)).Refusal.Should().BeNull();
        (await store.HasRecordsAsync(third)).Should().BeFalse();

        await store.ChangeAllAsync(Here, _ => []);
        (await PutAsync(third)).Refusal.Should().BeNull();
    }

    [Fact]
    public async Task Of_tenants_that_come_into_being_at_once_there_is_none_too_many()
    {
        var store = _make(10);

        await Task.WhenAll(Enumerable.Range(1, 200).Select(i => Task.Run(async () =>
            await store.ChangeAsync<Label>(new TenantId(new Guid(i, 0, 0, new byte[8])), "l", (_, _) => new Label("l")))));

        (await store.ListTenantsAsync()).Should().HaveCount(10);
    }

    [Fact]
    public async Task Nobody_sees_half_of_a_replacement()
    {
        using var done = new CancellationTokenSource();
        var writer = Task.Run(async () =>
        {
            for (var i = 0; i < 2000; i++)
                await _store.ChangeAllAsync(Here, _ => [new Counter("a", i), new Counter("b", i)]);
            await done.CancelAsync();
        });

        while (!done.IsCancellationRequested)
            (await _store.ListAsync<Counter>(Here)).Select(counter => counter.Count).Distinct().Should().HaveCountLessThan(2);
        await writer;
    }

    private ValueTask<Outcome<Change<Counter>>> PutAsync(string id, int count) =>
        _store.ChangeAsync<Counter>(Here, id, (_, _) => new Counter(id, count));

    private sealed record Counter(string Id, int Count) : ITenantRecord;

    private sealed record Label(string Id) : ITenantRecord;
}

public sealed class InMemoryTenantStoreTests() : TenantStoreContract(maxTenants => new InMemoryTenantStore(maxTenants));
