using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.Tests.Storage;

/// <summary>The contract of every store. The tests of a store derive from this class.</summary>
public abstract class TenantStoreContractTests
{
    private static readonly TenantId TenantA = new(new Guid("00000000-0000-0000-0000-000000000001"));
    private static readonly TenantId TenantB = new(new Guid("00000000-0000-0000-0000-000000000002"));

    private readonly Func<int, ITenantStore> _createStore;
    private readonly ITenantStore _store;

    /// <param name="createStore">Creates a store with a limit on tenants.</param>
    protected TenantStoreContractTests(Func<int, ITenantStore> createStore) => (_createStore, _store) = (createStore, createStore(int.MaxValue));

    [Fact]
    public async Task A_record_is_found_by_its_id_in_any_case()
    {
        await PutAsync("Mixed", 1);

        (await _store.FindAsync<Counter>(TenantA, "mIXED")).Should().Be(new Counter("Mixed", 1));
    }

    [Fact]
    public async Task Tenants_and_record_types_are_isolated()
    {
        await PutAsync("a", 1);

        (await _store.FindAsync<Counter>(TenantB, "a")).Should().BeNull();
        (await _store.ListAsync<Counter>(TenantB)).Should().BeEmpty();
        (await _store.FindAsync<Label>(TenantA, "a")).Should().BeNull();
    }

    [Fact]
    public async Task A_list_is_a_snapshot_sorted_by_id()
    {
        foreach (var id in new[] { "b", "C", "a" })
            await PutAsync(id, 1);
        var list = await _store.ListAsync<Counter>(TenantA);
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
    public async Task A_range_starts_after_any_id_in_any_case(string? after, int maxCount, params string[] expected)
    {
        foreach (var id in new[] { "b", "d", "C", "a" })
            await PutAsync(id, 1);

        (await _store.ReadAsync(TenantA)).List<Counter>(new KeyRange(after, maxCount)).Select(counter => counter.Id).Should().Equal(expected);
        (await _store.ReadAsync(TenantB)).List<Counter>(new KeyRange(after, maxCount)).Should().BeEmpty();
    }

    [Fact]
    public async Task Ranges_cover_the_whole_list_when_records_change_in_between()
    {
        foreach (var i in Enumerable.Range(0, 300))
            await PutAsync($"c{i * 7 % 300:D3}", i);
        List<string> seen = [];

        while ((await _store.ReadAsync(TenantA)).List<Counter>(new KeyRange(seen.LastOrDefault(), 7)) is { Count: > 0 } range)
        {
            seen.AddRange(range.Select(counter => counter.Id));
            await _store.RemoveAsync<Counter>(TenantA, seen[^1]);
            await PutAsync($"b{seen[^1]}", 0);
        }

        seen.Should().Equal(Enumerable.Range(0, 300).Select(i => $"c{i:D3}"));
    }

    [Fact]
    public async Task Records_are_counted_per_type_and_tenant()
    {
        foreach (var id in new[] { "a", "B", "b" })
            await PutAsync(id, 1);

        var (stateA, stateB) = (await _store.ReadAsync(TenantA), await _store.ReadAsync(TenantB));
        (stateA.Count<Counter>(), stateA.Count<Label>(), stateB.Count<Counter>()).Should().Be((2, 0, 0));
    }

    [Fact]
    public async Task A_transition_receives_the_current_record_and_the_count()
    {
        await PutAsync("a", 1);
        await PutAsync("b", 1);
        (Counter? Current, int Count) seen = default;

        var change = await _store.ChangeAsync<Counter>(TenantA, "A", (current, count) =>
        {
            seen = (current, count);
            return current! with { Count = 7 };
        });

        seen.Should().Be((new Counter("a", 1), 2));
        change.Value.Should().Be(new Change<Counter>(new Counter("a", 1), new Counter("a", 7)));
    }

    [Fact]
    public async Task A_refused_transition_changes_nothing()
    {
        await PutAsync("a", 1);

        var change = await _store.ChangeAsync<Counter>(TenantA, "a", (_, _) => new Refusal.KeyTypesMixed());

        change.Error.Should().BeOfType<Refusal.KeyTypesMixed>();
        (await _store.FindAsync<Counter>(TenantA, "a"))!.Count.Should().Be(1);
    }

    [Fact]
    public async Task A_removed_record_is_returned_once()
    {
        await PutAsync("a", 1);

        (await _store.RemoveAsync<Counter>(TenantA, "A")).Should().Be(new Counter("a", 1));
        (await _store.RemoveAsync<Counter>(TenantA, "A")).Should().BeNull();
        (await _store.ListAsync<Counter>(TenantA)).Should().BeEmpty();
    }

    [Fact]
    public async Task Concurrent_changes_are_all_kept()
    {
        var changes = Enumerable.Range(0, 2000).Select(i => Task.Run(async () => await _store.ChangeAsync<Counter>(
            TenantA, $"c{i % 4}", (current, _) => new Counter($"c{i % 4}", (current?.Count ?? 0) + 1))));

        await Task.WhenAll(changes);

        (await _store.ListAsync<Counter>(TenantA)).Select(counter => counter.Count).Should().Equal(500, 500, 500, 500);
    }

    [Fact]
    public async Task All_records_are_listed_and_replaced_atomically()
    {
        await PutAsync("b", 1);
        await PutAsync("a", 1);
        await _store.ChangeAsync<Label>(TenantA, "l", (_, _) => new Label("l"));
        IReadOnlyList<ITenantRecord> seen = [];

        await _store.ChangeAllAsync(TenantA, all =>
        {
            seen = all;
            return [.. all.OfType<Label>(), new Counter("c", 3)];
        });

        seen.Should().BeEquivalentTo<ITenantRecord>([new Counter("a", 1), new Counter("b", 1), new Label("l")]);
        (await _store.ListAllAsync(TenantA)).Should().BeEquivalentTo<ITenantRecord>([new Label("l"), new Counter("c", 3)]);
        (await _store.FindAsync<Counter>(TenantA, "C"))!.Count.Should().Be(3);
        (await _store.FindAsync<Counter>(TenantA, "a")).Should().BeNull();
    }

    [Fact]
    public async Task A_tenant_is_listed_while_it_has_records()
    {
        await PutAsync("a", 1);
        await _store.ChangeAsync<Counter>(TenantB, "a", (_, _) => new Refusal.KeyTypesMixed());
        (await _store.ListTenantsAsync()).Should().Equal(TenantA);
        (await _store.HasRecordsAsync(TenantA), await _store.HasRecordsAsync(TenantB)).Should().Be((true, false));

        await _store.ChangeAllAsync(TenantB, _ => [new Label("l")]);
        (await _store.ListTenantsAsync()).Should().Equal(TenantA, TenantB);
        await _store.ChangeAllAsync(TenantB, _ => []);
        await _store.RemoveAsync<Counter>(TenantA, "a");

        (await _store.ListTenantsAsync()).Should().BeEmpty();
        (await _store.ListAllAsync(TenantA)).Should().BeEmpty();
    }

    [Fact]
    public async Task The_tenant_limit_is_enforced()
    {
        var store = _createStore(2);
        ValueTask<Result<Change<Counter>, Refusal>> PutAsync(TenantId tenant) => store.ChangeAsync<Counter>(tenant, "a", (_, _) => new Counter("a", 1));
        var third = new TenantId(new Guid("00000000-0000-0000-0000-000000000003"));
        await PutAsync(TenantA);
        await PutAsync(TenantId.Global);
        (await store.HasCapacityAsync(third)).Should().BeTrue("the global records are not a tenant");
        await PutAsync(TenantB);

        (await PutAsync(third)).Error.Should().Be(new Refusal.TooManyTenants(2));
        (await store.ChangeAllAsync(third, _ => [new Label("l")])).Should().Be(new Refusal.TooManyTenants(2));
        (await store.ChangeAllAsync(third, _ => [])).Should().BeNull();
        (await store.HasCapacityAsync(third), await store.HasCapacityAsync(TenantA), await store.HasCapacityAsync(TenantId.Global)).Should().Be((false, true, true));
        (await PutAsync(TenantA)).Error.Should().BeNull();
        (await store.HasRecordsAsync(third)).Should().BeFalse();

        await store.ChangeAllAsync(TenantA, _ => []);
        (await PutAsync(third)).Error.Should().BeNull();
    }

    [Fact]
    public async Task The_tenant_limit_holds_for_concurrent_changes()
    {
        var store = _createStore(10);

        await Task.WhenAll(Enumerable.Range(1, 200).Select(i => Task.Run(async () =>
            await store.ChangeAsync<Label>(new TenantId(new Guid(i, 0, 0, new byte[8])), "l", (_, _) => new Label("l")))));

        (await store.ListTenantsAsync()).Should().HaveCount(10);
    }

    [Fact]
    public async Task Readers_never_see_a_partial_replacement()
    {
        using var done = new CancellationTokenSource();
        var writer = Task.Run(async () =>
        {
            for (var i = 0; i < 2000; i++)
                await _store.ChangeAllAsync(TenantA, _ => [new Counter("a", i), new Counter("b", i)]);
            await done.CancelAsync();
        });

        while (!done.IsCancellationRequested)
            (await _store.ListAsync<Counter>(TenantA)).Select(counter => counter.Count).Distinct().Should().HaveCountLessThan(2);
        await writer;
    }

    [Fact]
    public async Task Every_commit_has_a_greater_version()
    {
        var versions = new List<long> { (await _store.ReadAsync(TenantA)).Version };
        foreach (var change in new Func<Task>[]
        {
            async () => await PutAsync("a", 1),
            async () => await PutAsync("b", 1),
            async () => await _store.RemoveAsync<Counter>(TenantA, "b"),
            async () => await _store.ChangeAllAsync(TenantA, _ => [new Label("l")]),
        })
        {
            await change();
            versions.Add((await _store.ReadAsync(TenantA)).Version);
        }

        versions.Should().OnlyHaveUniqueItems().And.BeInAscendingOrder().And.StartWith(0);
        await _store.ChangeAllAsync(TenantA, _ => []);
        (await _store.ReadAsync(TenantA)).Version.Should().Be(0);
        await PutAsync("a", 1);
        (await _store.ReadAsync(TenantA)).Version.Should().BeGreaterThan(versions[^1], "a tenant that is created again is another one");
    }

    [Fact]
    public async Task A_commit_conflicts_with_every_commit_since_its_state_was_read()
    {
        var empty = await _store.ReadAsync(TenantA);
        await PutAsync("a", 1);
        var read = await _store.ReadAsync(TenantA);
        (await _store.TryCommitAsync(empty, empty.With(new Counter("b", 1)))).Should().Be(CommitResult.Conflict);

        (await _store.TryCommitAsync(read, read.With(new Counter("a", 2)))).Should().Be(CommitResult.Committed);
        (await _store.TryCommitAsync(read, read.With(new Label("l")))).Should().Be(CommitResult.Conflict, "another record of the tenant changed");
        (await _store.TryCommitAsync(read, read.WithRecords([]))).Should().Be(CommitResult.Conflict);

        var last = await _store.ReadAsync(TenantA);
        await _store.ChangeAllAsync(TenantA, _ => []);
        await PutAsync("a", 2);
        (await _store.TryCommitAsync(last, last.With(new Label("l")))).Should().Be(CommitResult.Conflict, "the tenant was removed and created again");
        (await _store.ListAllAsync(TenantA)).Should().Equal(new Counter("a", 2));
    }

    [Fact]
    public async Task A_change_that_changes_nothing_is_not_a_commit()
    {
        await PutAsync("a", 1);
        var before = await _store.ReadAsync(TenantA);

        await _store.ChangeAsync<Counter>(TenantA, "a", (current, _) => current!);
        await _store.RemoveAsync<Counter>(TenantA, "none");

        (await _store.ReadAsync(TenantA)).Version.Should().Be(before.Version);
    }

    [Fact]
    public async Task Records_of_a_kind_are_listed_across_tenants()
    {
        await PutAsync("a", 1);
        await _store.ChangeAsync<Counter>(TenantB, "b", (_, _) => new Counter("b", 2));
        await _store.ChangeAsync<Label>(TenantB, "l", (_, _) => new Label("l"));

        (await _store.ListByKindAsync<Counter>()).Should().BeEquivalentTo(
            [KeyValuePair.Create(TenantA, new Counter("a", 1)), KeyValuePair.Create(TenantB, new Counter("b", 2))]);
    }

    private ValueTask<Result<Change<Counter>, Refusal>> PutAsync(string id, int count) =>
        _store.ChangeAsync<Counter>(TenantA, id, (_, _) => new Counter(id, count));
}

public sealed class InMemoryTenantStoreTests() : TenantStoreContractTests(maxTenants => new InMemoryTenantStore(maxTenants));
