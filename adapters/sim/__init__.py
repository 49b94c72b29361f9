"""Whether a number's SIM was changed of late: asked of a network, or of somebody who asks the networks."""
