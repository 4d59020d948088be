package org.stompest.it.vendor;

import java.util.Map;

import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;

import org.stompest.it.BrokerKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Groups of messages on Artemis, by the property JMSXGroupID (Jakarta Messaging 3.1, 3.5.9). */
@Timeout(120)
class ArtemisGroupsIT {
    @RegisterExtension
    final VendorFixture artemis = new VendorFixture(BrokerKind.ARTEMIS);

    @Test
    void aGroupGoesToOneConsumerAsAWhole() throws Exception {
        Groups.sent(artemis, true).assertEachAtOneConsumer();
    }

    @Test
    void withoutGroupsTheConsumersShareWhatWouldBeOne() throws Exception {
        assertEquals(
                Map.of("a", 2, "b", 2, "c", 2, "d", 2),
                Groups.sent(artemis, false).consumersPerGroup());
    }

    @Test
    void theReceiverSeesTheGroup() throws Exception {
        Session session = artemis.session();
        Queue queue = session.createQueue(artemis.name());
        MessageConsumer consumer = session.createConsumer(queue, "JMSXGroupID = 'a'");
        Message sent = session.createTextMessage("grouped");
        sent.setStringProperty("JMSXGroupID", "a");
        session.createProducer(queue).send(sent);
        Message got = VendorFixture.next(consumer);
        assertEquals("a", got.getStringProperty("JMSXGroupID"));
    }

    @Test
    void aGroupGoesOnAtAnotherConsumerWhenItsOwnIsClosed() throws Exception {
        Groups.assertTakenOver(artemis);
    }
}
