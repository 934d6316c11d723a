package dev.syncline.dolibarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.AuthenticationFailed;
import dev.syncline.connector.Feed;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.Fault;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Of an installation with several companies, one is worked in. */
class CompanyTest {

  private static final String[] RIGHTS = {
    "produit.lire",
    "produit.creer",
    "produit.supprimer",
    "service.lire",
    "service.creer",
    "categorie.lire",
    "categorie.creer",
    "stock.lire",
    "stock.mouvement.lire"
  };

  /** A connector to company 2 of the rig's installation, which is company 1's. */
  private static DolibarrConnector second(Rig rig, String key, int company) {
    return DolibarrConnector.builder()
        .url(rig.fake.base())
        .key(key)
        .entity(company)
        .types(Product.TYPE)
        .time(rig.time)
        .under(rig.fake.inProcess())
        .build();
  }

  @Test
  @Rule("P-034")
  void twoCompaniesOfOneInstallationDoNotSeeEachOther() {
    try (Rig rig = new Rig();
        DolibarrConnector other = second(rig, rig.fake.userOf(2, "second", RIGHTS), 2)) {
      Entity first = rig.made(Rig.product("TEE"));
      Write.Create create = rig.create(Rig.product("TEE"));
      WriteResult.Written second = (WriteResult.Written) other.write(List.of(create)).get(0);
      assertThat(second.id()).isNotEqualTo(first.id());
      MatchKey key =
          MatchKey.of(
                  Rig.product("TEE"),
                  List.of(Product.SKU),
                  new dev.syncline.http.LibPhoneRules("FR"))
              .get(0);
      var found = other.port(Product.TYPE).find(List.of(key), rig.everything(Product.TYPE));
      assertThat(found.get(key).hits()).extracting(Entity::id).containsExactly(second.id());
      assertThat(rig.everything("product").ids()).containsExactly(first.id());
    }
  }

  @Test
  @Rule("P-034")
  void everyCallNamesTheCompany() {
    try (Rig rig = new Rig();
        DolibarrConnector other = second(rig, rig.fake.userOf(2, "second", RIGHTS), 2)) {
      Queue<String> companies = new ConcurrentLinkedQueue<>();
      rig.fake
          .faults()
          .times(
              Integer.MAX_VALUE,
              request -> {
                companies.add(company(request).orElse("none"));
                return false;
              },
              Fault.SERVER_ERROR);
      other.check();
      other.write(List.of(rig.create(Rig.product("TEE"))));
      Feed feed = other.feeds().get(0);
      try (Feed.Session session =
          feed.open(feed.start(new Feed.StartAt.Beginning()), rig.everything(Product.TYPE))) {
        session.next();
      }
      assertThat(companies).hasSizeGreaterThan(5).containsOnly("2");
    }
  }

  private static Optional<String> company(FakeRequest request) {
    return request.header("dolapientity");
  }

  @Test
  void aKeyOfAnotherCompanyIsRefusedAndTheErrorNamesTheSetting() {
    try (Rig rig = new Rig();
        DolibarrConnector other = second(rig, rig.fake.apiKey(), 2)) {
      assertThatThrownBy(other::check)
          .isInstanceOf(AuthenticationFailed.class)
          .hasMessageContaining("entity");
    }
  }
}
