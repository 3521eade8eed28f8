using TrustFramework.MockServer.Tests.Cli;

namespace TrustFramework.MockServer.Tests.Storage;

/// <summary>The messages if the store cannot be used as it is configured.</summary>
public sealed class StoreSettingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("MockServer:Store is 'redis'. Use one of memory, sqlite, postgresql.", "--MockServer:Store=redis")]
    [InlineData("MockServer:StorePath has no effect without MockServer:Store=sqlite.", "--MockServer:StorePath=/tmp/store.db")]
    [InlineData("MockServer:StoreKey has no effect in memory.", "--MockServer:StoreKey=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("MockServer:StoreKey is not a valid key. Set 32 bytes in base64", "--MockServer:Store=sqlite", "--MockServer:StoreKey=hush-hush")]
    [InlineData("MockServer:StoreCache is 0.", "--MockServer:Store=sqlite", "--MockServer:StoreCache=0")]
    [InlineData("MockServer:Store is sqlite, but there is no data folder.", "--MockServer:Store=sqlite", "--MockServer:DataFolder=:memory:")]
    [InlineData("MockServer:ConnectionString and MockServer:Store=postgresql belong together.", "--MockServer:Store=postgresql")]
    [InlineData("MockServer:ConnectionString and MockServer:Store=postgresql belong together.", "--MockServer:ConnectionString=Password=hush-hush")]
    [InlineData("MockServer:ConnectionString is not a valid connection string.", "--MockServer:Store=postgresql", "--MockServer:ConnectionString=Pasword=hush-hush")]
    [InlineData("The store '/proc/store.db' cannot be opened: ", "--MockServer:Store=sqlite", "--MockServer:StorePath=/proc/store.db", "--MockServer:StoreKey=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public async Task A_wrong_setting_stops_the_start_with_one_line(string reason, params string[] settings) => await ShouldNotStartAsync(reason, settings);

    [Fact]
    public async Task A_store_with_another_key_stops_the_start()
    {
        var store = $"--MockServer:StorePath={_folder.FullName}/store.db";
        await using (var server = MockServerFactory.With("MockServer:Store", "sqlite").And("MockServer:StorePath", $"{_folder.FullName}/store.db"))
            await server.NewTenant().NewKeyAsync("a");

        await ShouldNotStartAsync(
            "The store was encrypted with another key. Set MockServer:StoreKey", "--MockServer:Store=sqlite", store, "--MockServer:StoreKey=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        await File.WriteAllTextAsync($"{_folder.FullName}/store.db.key", "not a key");
        await ShouldNotStartAsync("store.db.key' contains no key.", "--MockServer:Store=sqlite", store);
    }

    [Fact]
    public async Task A_store_that_another_server_uses_stops_the_start()
    {
        await using var server = MockServerFactory.With("MockServer:Store", "sqlite").And("MockServer:StorePath", $"{_folder.FullName}/store.db");
        await server.NewTenant().NewKeyAsync("a");

        await ShouldNotStartAsync("is in use by another process.", "--MockServer:Store=sqlite", $"--MockServer:StorePath={_folder.FullName}/store.db");
    }

    private static async Task ShouldNotStartAsync(string reason, params string[] settings)
    {
        var result = await CommandRunner.RunAsync(Environment.CurrentDirectory, ["--urls=http://127.0.0.1:0", .. settings]);

        (result.ExitCode, result.Output).Should().Be((1, ""));
        result.Errors.Should().StartWith("trustframework-mock did not start. ").And.Contain(reason).And.NotContain("   at ").And.NotContain("hush");
        result.Errors.TrimEnd().Split('\n').Should().ContainSingle();
    }
}
