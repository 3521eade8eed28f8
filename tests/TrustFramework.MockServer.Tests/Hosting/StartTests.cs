using TrustFramework.MockServer.Tests.Cli;

namespace TrustFramework.MockServer.Tests.Hosting;

/// <summary>How the server starts, and the messages if it cannot.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("--MockServer:Auth=maybe", "MockServer:Auth is 'maybe'. Use one of off, stub, strict.")]
    [InlineData("--MockServer:Validation=some", "MockServer:Validation is 'some'. Use one of off, schema, full.")]
    [InlineData("--MockServer:Autth=off", "The setting MockServer:Autth is unknown.")]
    [InlineData("--MockServer:Compat:DuplicateMessages=twice", "MockServer:Compat:DuplicateMessages is 'twice'. Use true or false.")]
    [InlineData("--MockServer:DefaultTenantId=7", "MockServer:DefaultTenantId is '7'. Use a GUID.")]
    [InlineData("--MockServer:MaxTenants=many", "MockServer:MaxTenants is 'many'. Use a whole number.")]
    [InlineData("--MockServer:HealthTimeout=long", "MockServer:HealthTimeout is 'long'. Use a time, such as 00:00:03.")]
    [InlineData("--MockServer:Control:Opne=true", "The setting MockServer:Control:Opne is unknown.")]
    [InlineData("--MockServer:Clients:a:Secrte=x", "The setting MockServer:Clients:a:Secrte is unknown.")]
    [InlineData("--MockServer:it's=x", "The setting MockServer:it's is unknown.")]
    [InlineData("--MockServer:CertificateKey=a", "The setting MockServer:CertificateKey is unknown.", "--MockServer:Compat:CertificateKey=a", "--MockServer:Https:CertificateKey=b")]
    [InlineData("--MockServer:Https:Names:0=localhost", "The setting MockServer:Control:Names is unknown.", "--MockServer:Control:Names=a")]
    [InlineData("--prot=8081", "The argument '--prot' is unknown. Use --MockServer:Name=value, ")]
    [InlineData("--Auth=off", "The argument '--Auth' is unknown.")]
    [InlineData("--urls", "The argument '--urls' has no value.")]
    [InlineData("--MockServer:DefaultTenantDomain=my-tenant.com", "Set a domain name such as contoso.onmicrosoft.com")]
    [InlineData("--MockServer:SigningKeyFile=/nowhere/key.pem", "Set the path of a PEM file")]
    [InlineData("--MockServer:Compat:MissingKeySetStatus=403", "Set 400 or 404")]
    [InlineData("--MockServer:AllowedHosts:0=http://mock.example.test", "MockServer:AllowedHosts contains 'http://mock.example.test'")]
    [InlineData("--MockServer:AllowedHosts:0=*.example.test", "* alone for any host")]
    [InlineData("--MockServer:Control:Token=", "MockServer:Control:Token is not a valid token")]
    [InlineData("--MockServer:Control:Token=two words", "MockServer:Control:Token is not a valid token")]
    [InlineData("--MockServer:Control:Token=line\n", "MockServer:Control:Token is not a valid token")]
    [InlineData("--MockServer:HealthTimeout=00:00:00", "Set a time above zero")]
    [InlineData("--MockServer:HealthTimeout=25.00:00:00", "Set a time above zero")]
    [InlineData("--MockServer:MaxTenants=0", "Set the maximum number of tenants to 1 or more")]
    [InlineData("--MockServer:Watch=true", "MockServer:Watch has no effect without MockServer:Seed")]
    [InlineData("--MockServer:Seed=/nowhere", "The seed folder '/nowhere' does not exist")]
    public async Task An_invalid_setting_stops_the_start_with_one_line(string setting, string reason, params string[] otherSettings)
    {
        var result = await RunAsync([setting, .. otherSettings]);

        (result.ExitCode, result.Output).Should().Be((1, ""));
        result.Errors.Should().StartWith("trustframework-mock did not start. ").And.Contain(reason).And.NotContain("   at ").And.NotContain("TrustFramework.MockServer.");
        result.Errors.TrimEnd().Split('\n').Should().ContainSingle();
    }

    [Fact]
    public async Task Control_Open_and_Control_Token_exclude_each_other_and_the_message_does_not_contain_the_token()
    {
        var result = await RunAsync("--MockServer:Control:Token=hush-hush", "--MockServer:Control:Open=true");

        result.ExitCode.Should().Be(1);
        result.Errors.Should().Contain("MockServer:Control:Open and MockServer:Control:Token exclude each other").And.NotContain("hush");
    }

    [Theory]
    [InlineData("--MockSever:Control:Token=hush-hush")]
    [InlineData("--MockServer:Control:Tokne=hush-hush")]
    [InlineData("--StoreKey=hush=hush")]
    [InlineData("--StoreKey", "hush-hush")]
    public async Task The_message_about_an_unknown_argument_does_not_contain_its_value(params string[] arguments)
    {
        var result = await RunAsync(arguments);

        result.ExitCode.Should().Be(1);
        result.Errors.Should().Contain(" is unknown.").And.NotContain("hush");
    }

    [Fact]
    public async Task A_file_without_a_private_key_is_not_a_signing_key()
    {
        using var folder = new SeedFolder();
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        folder.Write("public.pem", rsa.ExportSubjectPublicKeyInfoPem());

        var result = await RunAsync($"--MockServer:SigningKeyFile={folder.Path}/public.pem");

        (result.ExitCode, result.Errors.Contains("no key can be read from it", StringComparison.Ordinal)).Should().Be((1, true));
    }

    [Fact]
    public async Task The_program_reads_settings_from_the_environment_and_returns_the_exit_code()
    {
        var (exitCode, output) = await ServerProcess.RunAsync(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["MockServer__Auth"] = "maybe" }, "serve", "--urls=http://127.0.0.1:0");

        exitCode.Should().Be(1);
        output.Should().StartWith("trustframework-mock did not start. ").And.Contain("Auth");
    }

    [Theory]
    [InlineData("keysets.json", "{", "keysets.json")]
    [InlineData("keysets.json", """{"keySets":[{"id":"a","keys":[{"kty":"EC","use":"sig"}]}]}""", "Bad kty parameter 'EC'")]
    [InlineData("keysets.json", """{"keysets":[],"more":1}""", "more")]
    [InlineData("a.xml", "<a", "The policy being uploaded is not XML")]
    [InlineData("a.xml", "child", "Policy with 'policyId': B2C_1A_MISSING cannot be found")]
    public async Task An_invalid_seed_stops_the_start_with_one_message_that_names_the_file(string file, string content, string reason)
    {
        using var seed = new SeedFolder();
        seed.Write(file, content == "child" ? TrustFrameworkClient.Policy("B2C_1A_A", baseId: "B2C_1A_Missing") : content);

        var result = await RunAsync(seed.Setting);

        result.ExitCode.Should().Be(1);
        result.Errors.Should().StartWith("trustframework-mock did not start. ").And.Contain(file).And.Contain(reason).And.NotContain("   at ").And.NotContain("TrustFramework.MockServer.");
    }

    [Fact]
    public async Task A_seed_is_loaded_base_policies_first_with_any_file_names()
    {
        using var seed = new SeedFolder();
        seed.Write("1.xml", TrustFrameworkClient.Policy("B2C_1A_Leaf", baseId: "B2C_1A_Mid"));
        seed.Write("2.xml", TrustFrameworkClient.Policy("B2C_1A_Mid", baseId: "B2C_1A_ROOT"));
        seed.Write("3.xml", TrustFrameworkClient.Policy("B2C_1A_Root"));
        seed.Write("notes.txt", "not a policy");
        seed.Write("keysets.json", """{"keySets":[{"id":"Secret","keys":[{"use":"sig","k":"plain secret"}]},{"id":"Rsa","keys":[{"kty":"RSA","use":"enc"}]}]}""");

        await using var server = await InProcessServer.StartAsync(seed.Setting);
        using var http = new HttpClient { BaseAddress = server.Address };
        var client = new TrustFrameworkClient(http, Guid.Empty) { Bearer = "Policy.Read.All TrustFrameworkKeySet.Read.All" };

        (await client.GetAsync("policies")).Text.Should().Contain("B2C_1A_Leaf").And.Contain("B2C_1A_Mid").And.Contain("B2C_1A_Root");
        (await client.GetAsync("keySets/$count")).Text.Should().Be("2");
        await server.WaitForLineAsync("keySets/$count");
        server.Output.Should().NotContain("plain secret");
    }
    private static Task<CommandResult> RunAsync(params string[] settings) => CommandRunner.RunAsync(".", ["--urls=http://127.0.0.1:0", .. settings]);
}
