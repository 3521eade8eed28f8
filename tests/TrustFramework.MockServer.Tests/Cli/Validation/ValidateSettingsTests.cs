namespace TrustFramework.MockServer.Tests.Cli.Validation;

/// <summary>Templates: settings of an environment, and placeholders that are not filled in.</summary>
public sealed class ValidateSettingsTests
{
    private const string Settings =
        """
        {
          // as people write them
          "Environments": [
            { "Name": "Dev", "Production": false, "Tenant": "contoso.onmicrosoft.com", "PolicySettings": { "Prefix": "B2C_1A_Dev", "Mode": "Development" } },
            { "Name": "Live", "Production": true, "Tenant": "fabrikam.onmicrosoft.com", "PolicySettings": { "Prefix": "Live" } },
          ],
          "EnvironmentsFolder": "Environments"
        }
        """;

    [Theory]
    [InlineData("appsettings.json", "Dev")]
    [InlineData("appSettings.json", "dev")]
    public async Task Settings_of_an_environment_are_filled_in_from_the_nearest_file_above(string file, string environment)
    {
        using var folder = new PolicyFolder()
            .Write(file, Settings)
            .Write("policies/deep/a.xml", Template("{Settings:prefix}_A", "{settings:Tenant}", "<!-- {Settings:Gone} {Settings:Production} {Settings:Environment} -->"));

        var result = await folder.ValidateAsync("policies", "--environment", environment, "--tenant", "contoso.onmicrosoft.com");

        result.Should().Be(new CommandResult(0, $"1 policy, 1 accepted, 0 refused, 0 notes{Environment.NewLine}", ""));
    }

    [Fact]
    public async Task Values_from_an_environment_are_validated()
    {
        using var folder = new PolicyFolder().Write("live.json", Settings).Write("a.xml", Template("{Settings:Prefix}_A", "{Settings:Tenant}"));

        var result = await folder.ValidateAsync("a.xml", "--environment", "Live", "--settings", "live.json");

        result.ExitCode.Should().Be(1);
        result.Output.Should().Contain("error prefix: PolicyId in the policy xml 'Live_A' must start with the prefix 'B2C_1A_'.");
    }

    [Fact]
    public async Task A_missing_setting_is_an_error_with_its_name_and_location()
    {
        using var folder = new PolicyFolder().Write("appsettings.json", Settings).Write("a.xml", Template("B2C_1A_A", "{Settings:Tenannt}"));

        var result = await folder.ValidateAsync("a.xml", "--environment", "Dev");

        result.ExitCode.Should().Be(1);
        result.Output.Should().StartWith("a.xml:2:13: error setting-missing: The environment 'Dev' has no setting 'Tenannt'.")
            .And.EndWith($"1 policy, 0 accepted, 1 refused, 0 notes{Environment.NewLine}");
    }

    [Theory]
    [InlineData("<![CDATA[<!-- {Settings:Gone}]]>")]
    [InlineData("<![CDATA[<!--]]>{Settings:Gone}")]
    [InlineData("<!--> --><![CDATA[-->{Settings:Gone}]]>")]
    [InlineData("<?a <!-- ?>{Settings:Gone}")]
    public async Task A_missing_setting_outside_of_comments_is_an_error(string content)
    {
        using var folder = new PolicyFolder().Write("appsettings.json", Settings).Write("a.xml", Template("B2C_1A_A", "{Settings:Tenant}", Describe(content)));

        var result = await folder.ValidateAsync("a.xml", "--environment", "Dev");

        result.ExitCode.Should().Be(1);
        result.Output.Should().MatchRegex(@"a\.xml:4:\d+: error setting-missing: The environment 'Dev' has no setting 'Gone'\.").And.NotContain("error not-xml");
    }

    [Theory]
    [InlineData("<!-- <![CDATA[ {Settings:Gone} -->")]
    [InlineData("<!-- {Settings:Gone} {Settings:Prefix} -->")]
    [InlineData("<!-- {Settings:Empty} --><![CDATA[{Settings:Prefix}<!--]]>")]
    public async Task A_missing_setting_in_a_comment_is_not_an_error(string content)
    {
        using var folder = new PolicyFolder().Write("appsettings.json", Settings).Write("a.xml", Template("B2C_1A_A", "{Settings:Tenant}", Describe(content)));

        var result = await folder.ValidateAsync("a.xml", "--environment", "Dev");

        result.Should().Be(new CommandResult(0, $"1 policy, 1 accepted, 0 refused, 0 notes{Environment.NewLine}", ""));
    }

    [Fact]
    public async Task A_reference_in_a_comment_is_filled_in_as_by_the_extension()
    {
        using var folder = new PolicyFolder()
            .Write("appsettings.json", """{ "Environments": [ { "Name": "Dev", "PolicySettings": { "Note": "a -- b" } } ] }""")
            .Write("a.xml", Template("B2C_1A_A", TrustFrameworkClient.Domain, "<!-- {Settings:Note} -->"));

        var result = await folder.ValidateAsync("a.xml", "--environment", "Dev");

        result.Output.Should().Contain("a.xml:4:").And.Contain("error not-xml: ");
    }

    [Theory]
    [InlineData("There is no environment 'Test' in appsettings.json. Its environments are 'Dev', 'Live'.", "--environment", "Test")]
    [InlineData("--settings appsettings.json requires --environment NAME. Its environments are 'Dev', 'Live'.", "--settings", "appsettings.json")]
    [InlineData("bad.json: ", "--environment", "Dev", "--settings", "bad.json")]
    [InlineData("The settings file 'none.json' cannot be read", "--environment", "Dev", "--settings", "none.json")]
    public async Task Invalid_settings_files_and_environments_are_usage_errors(string reason, params string[] arguments)
    {
        using var folder = new PolicyFolder().WritePolicy("a.xml", "B2C_1A_A").Write("appsettings.json", Settings).Write("bad.json", "{\"Environments\":7}");

        var result = await folder.ValidateAsync(["a.xml", .. arguments]);

        (result.ExitCode, result.Output).Should().Be((2, ""));
        result.Errors.Should().Contain(reason);
        result.Errors.TrimEnd().Split('\n').Should().ContainSingle();
    }

    [Theory]
    [InlineData("{Settings:Tenant}")]
    [InlineData("your-tenant.onmicrosoft.com")]
    [InlineData("#{tenant}#.onmicrosoft.com")]
    public async Task A_placeholder_for_the_tenant_is_a_note_and_the_file_is_validated_with_a_substitute(string tenant)
    {
        using var folder = new PolicyFolder()
            .Write("base.xml", Template("B2C_1A_Base", tenant))
            .Write("leaf.xml", Template("B2C_1A_Leaf", tenant, $"<BasePolicy><TenantId>{tenant}</TenantId><PolicyId>B2C_1A_Base</PolicyId></BasePolicy>"));

        var result = await folder.ValidateAsync(".");

        result.ExitCode.Should().Be(0, result.Output);
        result.Output.Should().MatchRegex(@"base\.xml:2:\d+: note placeholder: The placeholder '[^']+' is not filled in\. Validation uses TenantId 'yourtenant\.onmicrosoft\.com'\.")
            .And.Contain("2 policies, 2 accepted, 0 refused");
    }

    [Fact]
    public async Task The_tenant_of_the_starter_pack_is_a_note_if_another_tenant_is_given()
    {
        using var folder = new PolicyFolder().WritePolicy("a.xml", "B2C_1A_A", tenant: "yourtenant.onmicrosoft.com");

        var result = await folder.ValidateAsync("a.xml", "--tenant", "contoso.onmicrosoft.com");

        result.ExitCode.Should().Be(0, result.Output);
        result.Output.Should().Contain("a.xml:1:").And.Contain("note placeholder: The placeholder 'yourtenant.onmicrosoft.com' is not filled in. Validation uses TenantId 'contoso.onmicrosoft.com'.");
    }

    [Fact]
    public async Task Other_placeholders_are_notes_and_the_rest_of_the_file_is_validated()
    {
        using var folder = new PolicyFolder().Write("a.xml", Template(
            "NoPrefix", "contoso.onmicrosoft.com", attributes: "DeploymentMode=\"{Settings:Mode}\" TenantObjectId=\"{objectId}\" PublicPolicyUri=\"http://{Settings:Tenant}/x\""));

        var result = await folder.ValidateAsync("a.xml");

        result.ExitCode.Should().Be(1);
        result.Output.Should().Contain("Validation uses DeploymentMode 'Development'.").And.Contain("pass --environment NAME")
            .And.Contain("Validation uses TenantObjectId '00000000-0000-0000-0000-000000000000'.").And.Contain("error prefix: ");
    }

    [Fact]
    public async Task A_schema_violation_without_a_placeholder_stays_an_error()
    {
        using var folder = new PolicyFolder().Write("a.xml", Template("B2C_1A_A", "{Settings:Tenant}", "<Nonsense />"));

        var result = await folder.ValidateAsync("a.xml");

        result.ExitCode.Should().Be(1);
        result.Output.Should().Contain("a.xml:2:3: note placeholder").And.Contain("a.xml:4:4: error schema: Schema validation error found at line 4 col 4");
    }

    private static string Describe(string content) =>
        $"""<ClaimsProviders><ClaimsProvider><DisplayName>A{content}</DisplayName><TechnicalProfiles><TechnicalProfile Id="A"><DisplayName>A</DisplayName><Protocol Name="None" /></TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>""";

    private static string Template(string id, string tenant, string inside = "", string attributes = "") =>
        $"""
        <TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0"
          TenantId="{tenant}"
          PolicyId="{id}" {attributes}>
          {inside}
        </TrustFrameworkPolicy>
        """;
}
