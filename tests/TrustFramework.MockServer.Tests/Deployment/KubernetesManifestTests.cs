using System.Xml.Linq;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Options;
using static TrustFramework.MockServer.Tests.Deployment.DeploymentFiles;

namespace TrustFramework.MockServer.Tests.Deployment;

/// <summary>The parts of <c>deploy/kubernetes</c> fit together and fit the server. No cluster is needed.</summary>
public sealed class KubernetesManifestTests
{
    private const string SecretExample = $"{Server}/secret.env.example";

    /// <summary>Values that the server accepts.</summary>
    private static readonly Dictionary<string, string> Secrets = new(StringComparer.Ordinal)
    {
        ["CONNECTION_STRING"] = "Host=db.example.test;Database=mock;Username=mock;Password=hush",
        ["CONTROL_TOKEN"] = "0123456789abcdef",
        ["STORE_KEY"] = Convert.ToBase64String(new byte[32]),
        ["CLIENT_SECRET"] = "hush",
    };

    private readonly IReadOnlyList<IKubernetesObject> _objects = ReadObjects(Server);

    private V1Deployment Deployment => _objects.OfType<V1Deployment>().Single();

    private V1PodTemplateSpec Pod => Deployment.Spec.Template;

    private V1Container Container => Pod.Spec.Containers.Single();

    [Theory]
    [InlineData(Server, "ingress.example.yaml")]
    [InlineData(Trial)]
    public void The_kustomization_names_all_manifests(string folder, params string[] examples)
    {
        var files = Directory.EnumerateFiles(GetPath(folder), "*.yaml").Select(file => Path.GetFileName(file));

        files.Should().BeEquivalentTo([.. GetResources(folder), .. examples, "kustomization.yaml"]);
        ReadObjects(folder).Should().NotBeEmpty().And.OnlyContain(resource => resource.ApiVersion.Length > 0 && resource.Kind.Length > 0);
    }

    [Fact]
    public async Task Probes_request_health_endpoints_that_accept_the_address_of_a_pod()
    {
        V1Probe[] probes = [Container.StartupProbe, Container.ReadinessProbe, Container.LivenessProbe];
        await using var server = MockServerFactory.With("MockServer:Control:Token", Secrets["CONTROL_TOKEN"]);
        using var http = server.CreateClient();

        probes.Select(probe => probe.HttpGet.Path.Split('/')[^1]).Should().Equal("ready", "ready", "live");
        foreach (var probe in probes)
        {
            GetContainerPort(probe.HttpGet.Port).Should().Be(8080);
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(probe.HttpGet.Path, UriKind.Relative)) { Headers = { Host = "10.0.0.7:8080" } };
            using var response = await http.SendAsync(request);
            response.IsSuccessStatusCode.Should().BeTrue(probe.HttpGet.Path);
        }
    }

    [Fact]
    public void The_server_accepts_the_settings()
    {
        var options = ReadSettings(GetEnvironment(Secrets));

        options.Should().BeEquivalentTo(new
        {
            Store = StoreKind.Postgresql,
            Auth = AuthMode.Strict,
            ConnectionString = Secrets["CONNECTION_STRING"],
            StoreKey = Secrets["STORE_KEY"],
            Control = new { Token = Secrets["CONTROL_TOKEN"], Open = false },
        });
        options.Clients.Should().ContainSingle().Which.Value.Should().BeEquivalentTo(new { Secret = "hush" });
    }

    [Theory]
    [InlineData("CONNECTION_STRING", "MockServer:ConnectionString is not a valid connection string.")]
    [InlineData("CONTROL_TOKEN", "MockServer:Control:Token is not a valid token.")]
    [InlineData("STORE_KEY", "MockServer:StoreKey is not a valid key.")]
    public void The_server_does_not_start_with_an_example_value(string secret, string reason)
    {
        var values = new Dictionary<string, string>(Secrets, StringComparer.Ordinal) { [secret] = ReadEnvironment(SecretExample)[secret] };

        FluentActions.Invoking(() => ReadSettings(GetEnvironment(values))).Should().Throw<OptionsValidationException>().WithMessage($"*{reason}*");
    }

    [Fact]
    public async Task No_client_can_use_the_example_value_of_its_secret()
    {
        await using var server = MockServerFactory.With("MockServer:Clients:pipeline:Secret", ReadEnvironment(SecretExample)["CLIENT_SECRET"]);
        using var http = server.CreateClient();

        foreach (var secret in new[] { "", "&client_secret=", "&client_secret=any" })
        {
            using var form = new StringContent($"grant_type=client_credentials&client_id=pipeline&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default{secret}", null, "application/x-www-form-urlencoded");
            using var response = await http.PostAsync(new Uri("/contoso.onmicrosoft.com/oauth2/v2.0/token", UriKind.Relative), form);
            ((int)response.StatusCode).Should().BeOneOf(400, 401);
        }
    }

    [Fact]
    public void The_example_has_the_keys_that_the_deployment_reads_and_no_file_with_secrets_is_in_the_repository()
    {
        var references = Container.Env.Where(variable => variable.ValueFrom is not null).Select(variable => variable.ValueFrom.SecretKeyRef).ToList();
        var kustomization = ReadYaml($"{Server}/kustomization.yaml");
        var generator = kustomization["secretGenerator"]!.AsArray().Single()!;

        references.Select(reference => reference.Key).Should().BeEquivalentTo(ReadEnvironment(SecretExample).Keys);
        references.Should().OnlyContain(reference => reference.Name == generator["name"]!.GetValue<string>() && reference.Optional != true);
        Container.EnvFrom.Select(source => source.ConfigMapRef.Name).Should().Equal(kustomization["configMapGenerator"]![0]!["name"]!.GetValue<string>());
        File.ReadAllLines(GetPath(".gitignore")).Should().Contain(["/docker/cluster.env", "/deploy/**/*.env", "!/deploy/kubernetes/settings.env"]);
    }

    [Fact]
    public void Selectors_match_the_pods()
    {
        var service = _objects.OfType<V1Service>().Single();
        var budget = _objects.OfType<V1PodDisruptionBudget>().Single();
        var policy = _objects.OfType<V1NetworkPolicy>().Single();
        var ingress = (V1Ingress)ReadManifest($"{Server}/ingress.example.yaml").Single();
        var backend = ingress.Spec.Rules.Single().Http.Paths.Single().Backend.Service;

        IDictionary<string, string>[] selectors =
        [
            Deployment.Spec.Selector.MatchLabels, service.Spec.Selector, budget.Spec.Selector.MatchLabels, policy.Spec.PodSelector.MatchLabels,
            Pod.Spec.TopologySpreadConstraints.Single().LabelSelector.MatchLabels,
        ];
        selectors.Should().AllBeEquivalentTo(Pod.Metadata.Labels);
        GetContainerPort(service.Spec.Ports.Single().TargetPort).Should().Be(8080);
        GetContainerPort(policy.Spec.Ingress.Single().Ports.Single().Port).Should().Be(8080);
        (backend.Name, backend.Port.Name).Should().Be((service.Metadata.Name, service.Spec.Ports.Single().Name));
        Pod.Spec.ServiceAccountName.Should().Be(_objects.OfType<V1ServiceAccount>().Single().Metadata.Name);
    }

    [Fact]
    public void One_server_can_be_stopped()
    {
        var budget = _objects.OfType<V1PodDisruptionBudget>().Single().Spec;

        Deployment.Spec.Replicas.Should().BeGreaterThanOrEqualTo(2);
        int.Parse(budget.MinAvailable.Value, System.Globalization.CultureInfo.InvariantCulture).Should().BeInRange(1, Deployment.Spec.Replicas!.Value - 1);
        Deployment.Spec.Strategy.RollingUpdate.MaxUnavailable.Value.Should().Be("0");
    }

    [Fact]
    public async Task The_server_accepts_the_names_of_the_service()
    {
        var (service, space) = (_objects.OfType<V1Service>().Single().Metadata.Name, _objects.OfType<V1Namespace>().Single().Metadata.Name);
        await using var server = ReadEnvironment($"{Server}/settings.env").Where(setting => setting.Key.Contains("AllowedHosts", StringComparison.Ordinal))
            .Aggregate(new MockServerFactory(), (factory, setting) => factory.And(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value));
        using var http = server.CreateClient();

        ReadYaml($"{Server}/kustomization.yaml")["namespace"]!.GetValue<string>().Should().Be(space);
        foreach (var suffix in new[] { "", $".{space}", $".{space}.svc", $".{space}.svc.cluster.local" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/_mock/health/live", UriKind.Relative)) { Headers = { Host = service + suffix } };
            using var response = await http.SendAsync(request);
            response.IsSuccessStatusCode.Should().BeTrue(suffix);
        }
    }

    [Fact]
    public void The_image_is_that_of_the_compose_file_with_the_version_of_the_build()
    {
        var version = XDocument.Load(GetPath("Directory.Build.props")).Descendants("VersionPrefix").Single().Value;
        var image = ReadYaml($"{Server}/kustomization.yaml")["images"]!.AsArray().Single()!;

        var compose = ReadYaml("docker/docker-compose.cluster.yml")["services"]!;
        new[] { Container.Image, image["name"]!.GetValue<string>() }.Should().AllBe(compose["mockserver"]!["image"]!.GetValue<string>());
        image["newTag"]!.GetValue<string>().Should().Be(version);
        ReadObjects(Trial).OfType<V1StatefulSet>().Single().Spec.Template.Spec.Containers.Single().Image.Should().Be(compose["database"]!["image"]!.GetValue<string>());
    }

    [Fact]
    public void Pods_have_no_privileges()
    {
        var database = ReadObjects(Trial).OfType<V1StatefulSet>().Single().Spec.Template.Spec;

        Pod.Spec.SecurityContext.RunAsUser.Should().Be(1654, "that is APP_UID of the base image");
        foreach (var pod in new[] { Pod.Spec, database })
        {
            pod.AutomountServiceAccountToken.Should().BeFalse();
            pod.SecurityContext.RunAsNonRoot.Should().BeTrue();
            pod.SecurityContext.SeccompProfile.Type.Should().Be("RuntimeDefault");
            var context = pod.Containers.Single().SecurityContext;
            context.ReadOnlyRootFilesystem.Should().BeTrue();
            context.AllowPrivilegeEscalation.Should().BeFalse();
            context.Capabilities.Drop.Should().Equal("ALL");
            pod.Containers.Single().Resources.Limits.Should().ContainKey("memory");
        }
    }

    [Fact]
    public void The_trial_fits_together()
    {
        var database = ReadObjects(Trial).OfType<V1StatefulSet>().Single();
        var service = ReadObjects(Trial).OfType<V1Service>().Single();
        var secret = database.Spec.Template.Spec.Containers.Single().Env.Single(variable => variable.ValueFrom is not null).ValueFrom.SecretKeyRef;

        new[] { database.Spec.Selector.MatchLabels, service.Spec.Selector }.Should().AllBeEquivalentTo(database.Spec.Template.Metadata.Labels);
        service.Spec.Selector.Should().NotBeEquivalentTo(Pod.Metadata.Labels);
        database.Spec.ServiceName.Should().Be(service.Metadata.Name);
        secret.Name.Should().Be(ReadYaml($"{Trial}/kustomization.yaml")["secretGenerator"]![0]!["name"]!.GetValue<string>());
        ReadEnvironment($"{Trial}/postgresql.env.example").Should().Equal(new Dictionary<string, string>(StringComparer.Ordinal) { [secret.Key] = "" }, "the image does not start with an empty password");
    }

    /// <summary>The variables of the container, except those of ASP.NET Core.</summary>
    private Dictionary<string, string> GetEnvironment(Dictionary<string, string> secrets)
    {
        var environment = new Dictionary<string, string>(ReadEnvironment($"{Server}/settings.env"), StringComparer.Ordinal);
        foreach (var variable in Container.Env)
            environment.Add(variable.Name, variable.ValueFrom is { } source ? secrets[source.SecretKeyRef.Key] : variable.Value);
        environment.Remove("ASPNETCORE_HTTPS_PORTS").Should().BeTrue();
        environment.Keys.Should().OnlyContain(name => name.StartsWith("MockServer__", StringComparison.Ordinal));
        return environment;
    }

    private int? GetContainerPort(IntOrString port) => Container.Ports.SingleOrDefault(candidate => candidate.Name == port.Value)?.ContainerPort;
}
