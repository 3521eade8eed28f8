using Microsoft.AspNetCore.Mvc.Testing;
using TrustFramework.MockServer.Tests.Control;
using TrustFramework.Tenants.PostgreSql.Tests;

namespace TrustFramework.MockServer.Tests.Cli;

/// <summary>Snapshots of a store without a running server.</summary>
public sealed class SnapshotCommandTests(PostgreSqlServer database) : IClassFixture<PostgreSqlServer>, IDisposable
{
    private const string OtherKey = "--MockServer:StoreKey=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private const string Tenant = "7a2f4b9e-0000-4000-8000-0000000000aa";
    private const string Small = $$$$"""{"version":1,"tenants":{"{{{{Tenant}}}}":{"domain":"a.com","keySets":[{"id":"B2C_1A_a","keys":[{"kid":"1","kty":"oct","use":"sig","status":"enabled","k":"AQAB"}]}]}}}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task State_moves_from_a_server_in_memory_to_a_file_and_back_with_the_same_bytes()
    {
        var snapshot = await TakeFullSnapshotAsync();

        (await ImportAsync(snapshot)).Should().Be(new CommandResult(0, "", ""));

        (await ExportAsync()).Output.Should().Be(snapshot);
        await using var server = MockServerFactory.With("MockServer:Store", "sqlite").And("MockServer:StorePath", File("store.db"));
        (await new ControlClient(server.CreateClient()).GetAsync("snapshot?secrets=true")).Text.Should().Be(snapshot);
    }

    [PostgreSqlFact]
    public async Task State_moves_from_a_file_to_PostgreSQL_with_the_same_bytes()
    {
        string[] settings = ["--MockServer:Store=postgresql", $"--MockServer:ConnectionString={database.CreateConnectionString()}", OtherKey];
        await ImportAsync(await TakeFullSnapshotAsync());
        (await ExportAsync("sqlite.json")).ExitCode.Should().Be(0);

        (await RunAsync(["import", "sqlite.json", .. settings])).Should().Be(new CommandResult(0, "", ""));

        (await RunAsync(["export", "postgresql.json", .. settings])).ExitCode.Should().Be(0);
        (await ReadAsync("postgresql.json")).Should().Be(await ReadAsync("sqlite.json"));
        (await RunAsync(["export", .. settings[..2]])).Should().Match<CommandResult>(result => result.ExitCode == 1 && result.Output == "" && result.Errors.StartsWith("The store was encrypted with another key."));
    }

    [Fact]
    public async Task Secrets_are_exported_and_the_command_says_so_unless_they_are_left_out()
    {
        await ImportAsync(Small);

        var (with, without) = (await ExportAsync(), await ExportAsync("--no-secrets"));

        with.Errors.Should().Contain("The snapshot contains secrets").And.Contain("--no-secrets");
        with.Output.Should().Contain("\"k\": \"AQAB\"");
        without.Errors.Should().BeEmpty();
        without.Output.Should().Contain("B2C_1A_a").And.NotContain("AQAB");
    }

    [Fact]
    public async Task An_exported_file_replaces_another_one_and_can_be_read_only_by_its_owner()
    {
        await ImportAsync(Small);
        await WriteAsync("backup.json", "old");

        (await ExportAsync("backup.json")).Should().Match<CommandResult>(result => result.ExitCode == 0 && result.Output == "");

        (await ReadAsync("backup.json")).Should().Be((await ExportAsync()).Output);
        if (!OperatingSystem.IsWindows())
            System.IO.File.GetUnixFileMode(File("backup.json")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await ImportAsync(await ReadAsync("backup.json"))).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task An_export_through_a_link_replaces_its_target()
    {
        await ImportAsync(Small);
        await WriteAsync("first.json", "old");
        System.IO.File.CreateSymbolicLink(File("latest.json"), File("first.json"));

        (await ExportAsync("latest.json")).ExitCode.Should().Be(0);

        (await ReadAsync("first.json")).Should().Contain("B2C_1A_a");
        new FileInfo(File("latest.json")).LinkTarget.Should().NotBeNull();
    }

    [Fact]
    public async Task A_failed_export_leaves_the_files_as_they_were()
    {
        await ImportAsync(Small);
        await WriteAsync("backup.json", "old");
        var files = List();

        (await ExportAsync("backup.json", OtherKey)).Should().Match<CommandResult>(result => result.ExitCode == 1 && result.Errors.StartsWith("The store was encrypted with another key."));

        (await ReadAsync("backup.json")).Should().Be("old");
        List().Should().Equal(files);
    }

    [Theory]
    [InlineData(".", "is a folder. Name a file.")]
    [InlineData("none/backup.json", "The folder of '")]
    [InlineData("empty", "is empty or is not a regular file.")]
    [InlineData("/dev/null", "is empty or is not a regular file.")]
    public async Task A_file_that_cannot_be_replaced_is_refused(string file, string reason)
    {
        await ImportAsync(Small);
        await WriteAsync("empty", "");

        (await ExportAsync(file)).Should().Match<CommandResult>(result => result.ExitCode == 1 && result.Output == "" && result.Errors.Contains(reason));
    }

    [Fact]
    public async Task An_export_of_a_store_that_does_not_exist_creates_none()
    {
        (await ExportAsync()).Should().Match<CommandResult>(result => result.ExitCode == 1 && result.Errors.Contains("store.db' does not exist. Set MockServer:StorePath"));

        List().Should().BeEmpty();
    }

    [Fact]
    public async Task An_import_replaces_all_state()
    {
        await ImportAsync(Small);

        (await ImportAsync($$$$"""{"version":1,"everyone":{},"tenants":{"{{{{Tenant.Replace("aa", "bb")}}}}":{"domain":"b.com"}}}""")).ExitCode.Should().Be(0);

        (await ExportAsync()).Output.Should().Contain("b.com").And.NotContain("a.com").And.NotContain("B2C_1A_a");
    }

    [Theory]
    [InlineData("{", "$: ")]
    [InlineData("\0\0", "$: ")]
    [InlineData("""{"version":2,"tenants":{}}""", "$.version: This server reads version 1.")]
    [InlineData("""{"version":1,"tenant":{}}""", "$.tenant: A snapshot has no member of this name.")]
    [InlineData("""{"version":1,"tenants":{"../../etc":{}}}""", "$.tenants['../../etc']: The name of a tenant is its GUID.")]
    [InlineData("""{"version":1,"tenants":{"00000000-0000-0000-0000-000000000000":{}}}""", "The name of a tenant is its GUID.")]
    [InlineData($$$$"""{"version":1,"tenants":{"{{{{Tenant}}}}":{"domain":"a.com\r\nx"}}}""", ".domain: The value is not a domain name.")]
    [InlineData($$$$"""{"version":1,"tenants":{"{{{{Tenant}}}}":{"domain":"'; DROP TABLE records; --"}}}""", ".domain: The value is not a domain name.")]
    [InlineData($$$$"""{"version":1,"tenants":{"{{{{Tenant}}}}":{"keySets":[{"id":"B2C_1A_../\u0000","keys":[]}]}}}""", ".keySets[0].id: ")]
    [InlineData($$$$"""{"version":1,"tenants":{"{{{{Tenant}}}}":{"policies":[{"id":"B2C_1A_a'--","content":"<a/>"}]}}}""", ".policies[0].id: ")]
    [InlineData($$$$"""{"version":1,"tenants":{"{{{{Tenant}}}}":{"faults":[{"order":1,"rule":{"id":"a","match":{"operation":"P99"},"latency":{"least":1,"most":1}}}]}}}""", "Fault rule 'a': The operation 'P99' is unknown.")]
    public async Task An_invalid_snapshot_is_refused_like_in_a_request_and_changes_nothing(string json, string reason)
    {
        (await ImportAsync(json)).Should().Match<CommandResult>(result => result.ExitCode == 1 && result.Errors.StartsWith("input.json: ") && result.Errors.Contains(reason));
        List().Should().NotContain("store.db", "an invalid snapshot does not create a store");
        await ImportAsync(Small);
        var before = await ExportAsync();

        await ImportAsync(json);

        (await ExportAsync()).Should().Be(before);
        await using var server = new MockServerFactory();
        var detail = (await new ControlClient(server.CreateClient()).PutAsync("snapshot", json)).Json["detail"]!.GetValue<string>();
        (await ImportAsync(json)).Errors.Should().Be($"input.json: {detail}{Environment.NewLine}");
    }

    [Fact]
    public async Task A_known_operation_of_a_fault_rule_is_accepted() => (await ImportAsync(
        $$$$"""{"version":1,"tenants":{"{{{{Tenant}}}}":{"faults":[{"order":1,"rule":{"id":"a","match":{"operation":"P1"},"latency":{"least":1,"most":1}}}]}}}""")).Should().Be(new CommandResult(0, "", ""));

    [Fact]
    public async Task Too_many_tenants_are_refused() => (await ImportAsync(
        $$$$"""{"version":1,"tenants":{"{{{{Tenant}}}}":{"domain":"a.com"},"{{{{Tenant.Replace("aa", "bb")}}}}":{"domain":"b.com"} } }""", "--MockServer:MaxTenants=1"))
        .Should().Match<CommandResult>(result => result.ExitCode == 1 && result.Errors.Contains("1 tenants"));

    [Fact]
    public async Task A_file_that_does_not_exist_is_an_error() =>
        (await RunAsync(["import", "none.json", .. Sqlite])).Should().Be(new CommandResult(1, "", $"none.json: The file does not exist.{Environment.NewLine}"));

    [Fact]
    public async Task A_file_that_a_server_uses_is_refused()
    {
        await using var server = MockServerFactory.With("MockServer:Store", "sqlite").And("MockServer:StorePath", File("store.db"));
        await server.NewTenant().NewKeyAsync("a");

        foreach (var result in new[] { await ExportAsync(), await ImportAsync(Small) })
            result.Should().Match<CommandResult>(refused => refused.ExitCode == 1 && refused.Output == "" && refused.Errors.Contains("is in use by another process. Stop it,"));
    }

    [Theory]
    [InlineData("snapshot: MockServer:Store is memory, and only a running server has that state. Set MockServer:Store to sqlite or postgresql.", "export")]
    [InlineData("snapshot: MockServer:Store is memory,", "import", "input.json")]
    [InlineData("snapshot: Name the file: trustframework-mock snapshot import FILE", "import", "--MockServer:Store=sqlite")]
    [InlineData("snapshot: There is one file too many: 'b'.", "export", "a", "b")]
    [InlineData("snapshot: There is one file too many: 'b'.", "import", "a", "--MockServer:Store", "sqlite", "b")]
    [InlineData("snapshot: The name of the file is empty.", "export", "")]
    [InlineData("snapshot: The argument '--secrets' is unknown.", "export", "a", "--secrets=true")]
    [InlineData("snapshot: The argument '--no-secrets' is unknown.", "import", "a", "--no-secrets=true")]
    [InlineData("snapshot: The argument '--MockServer:Store' has no value.", "export", "--MockServer:Store")]
    [InlineData("snapshot: Required command was not provided.")]
    [InlineData("snapshot: MockServer:StorePath has no effect without MockServer:Store=sqlite.", "export", "--MockServer:StorePath=a")]
    [InlineData("snapshot: The setting MockServer:Stor is unknown.", "export", "--MockServer:Stor=sqlite")]
    public async Task Wrong_usage_is_one_line_and_exit_code_2(string error, params string[] arguments)
    {
        var result = await RunAsync(arguments);

        (result.ExitCode, result.Output).Should().Be((2, ""));
        result.Errors.Should().StartWith(error);
        result.Errors.TrimEnd().Split('\n').Should().ContainSingle();
    }

    [Theory]
    [InlineData("export", "--no-secrets")]
    [InlineData("import", "PUT /_mock/snapshot")]
    public async Task Help_describes_the_file_and_the_settings(string command, string text) =>
        (await RunAsync(command, "--help")).Output.Should().Contain(text).And.Contain("file").And.Contain("--MockServer:Store=");

    private string[] Sqlite => ["--MockServer:Store=sqlite", $"--MockServer:StorePath={File("store.db")}"];

    private static async Task<string> TakeFullSnapshotAsync()
    {
        await using var server = new MockServerFactory();
        using var http = server.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        await FullTenantState.FillAsync(http);
        return (await new ControlClient(http).GetAsync("snapshot?secrets=true")).Text;
    }

    private async Task<CommandResult> ImportAsync(string json, params string[] arguments)
    {
        await WriteAsync("input.json", json);
        return await RunAsync(["import", "input.json", .. Sqlite, .. arguments]);
    }

    private Task<CommandResult> ExportAsync(params string[] arguments) => RunAsync(["export", .. Sqlite, .. arguments]);

    private Task<CommandResult> RunAsync(params string[] arguments) => CommandRunner.RunAsync(_folder.FullName, ["snapshot", .. arguments]);

    private string File(string name) => Path.Combine(_folder.FullName, name);

    private Task<string> ReadAsync(string name) => System.IO.File.ReadAllTextAsync(File(name));

    private Task WriteAsync(string name, string text) => System.IO.File.WriteAllTextAsync(File(name), text);

    /// <summary>The names of the files except the input of an import.</summary>
    private IEnumerable<string> List() => [.. _folder.GetFiles().Select(file => file.Name).Where(name => name != "input.json").Order(StringComparer.Ordinal)];
}
